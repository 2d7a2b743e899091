using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Cluster.Serialization;
using AkkaChat.Actors.Rooms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AkkaChat.Actors.Tests.Cluster.Serialization;

public sealed class NoJsonTests : IDisposable
{
    private readonly IHost host;
    private readonly Akka.Serialization.Serialization serialization;

    public NoJsonTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAkka("wire", akka => akka.AddHocon("akka { loglevel = OFF, stdout-loglevel = OFF }", HoconAddMode.Prepend).AddChatSerialization());
        host = builder.Build();
        serialization = host.Services.GetRequiredService<ActorSystem>().Serialization;
    }

    public void Dispose()
    {
        Assert.True(host.Services.GetRequiredService<ActorSystem>().Terminate().Wait(TimeSpan.FromSeconds(30)));
        host.Dispose();
    }

    [Fact]
    public void What_crosses_goes_through_the_serializer_of_the_chat() => Assert.All(
        Samples.All, message => Assert.IsType<ChatSerializer>(serialization.FindSerializerFor(message)));

    [Fact]
    public void What_has_no_form_does_not_leave_the_node() =>
        Assert.Throws<SerializationException>(() => serialization.Serialize(new RoomMoved(RoomId.Lobby)));

    [Fact]
    public void A_type_that_another_node_names_is_not_made()
    {
        var json = """{"$type":"System.IO.FileInfo, System.Private.CoreLib","OriginalPath":"x"}"""u8.ToArray();
        Assert.Throws<SerializationException>(() => serialization.Deserialize(json, 1, "System.IO.FileInfo, System.Private.CoreLib"));
    }
}
