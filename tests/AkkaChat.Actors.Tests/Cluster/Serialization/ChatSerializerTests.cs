using System.Runtime.Serialization;
using Akka.Actor;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Cluster.Serialization;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using FsCheck.Xunit;
using static AkkaChat.Actors.Tests.Cluster.Serialization.Describing;

namespace AkkaChat.Actors.Tests.Cluster.Serialization;

public sealed class ChatSerializerTests : IDisposable
{
    // What a newer version might add at the end of a message: a field of number 1000.
    private static readonly byte[] NewField = [0xC0, 0x3E, 0x01];

    private readonly List<ActorSystem> systems = [];
    private readonly ChatSerializer serializer;

    public ChatSerializerTests() => serializer = SerializerWith(FakeFormat.Instance);

    public void Dispose() => Assert.True(Task.WaitAll([.. systems.Select(s => s.Terminate())], TimeSpan.FromSeconds(30)));

    [Fact]
    public void Every_message_that_crosses_comes_out_as_it_went_in() =>
        Assert.All(Samples.All, message => Assert.Equal(Describe(message), Describe(ThereAndBack(message))));

    [Fact]
    public void No_type_that_crosses_is_without_a_form()
    {
        var types = typeof(ICrossesNodes).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ICrossesNodes)) && type is { IsAbstract: false } && type != typeof(UnknownMessage));
        var crossed = new HashSet<Type>();
        Assert.All(Samples.All, message => Describe(message, crossed));
        Assert.Empty(types.Except(crossed));
    }

    [Fact]
    public void The_first_version_stays_readable_and_is_written_as_ever()
    {
        var now = Samples.All.Select(message => $"{serializer.Manifest(message)} {Convert.ToBase64String(serializer.ToBinary(message))}");
        Assert.Equal(VersionOne.Lines, now);
        Assert.Equal(Samples.All.Select(m => Describe(m)), VersionOne.Messages.Select(m => Describe(serializer.FromBinary(m.Bytes, m.Manifest))));
    }

    [Fact]
    public void What_a_newer_node_adds_is_passed_over() => Assert.All(Samples.All, message => Assert.Equal(
        Describe(message), Describe(serializer.FromBinary([.. serializer.ToBinary(message), .. NewField], serializer.Manifest(message)))));

    [Fact]
    public void What_an_older_node_leaves_out_has_its_default()
    {
        Assert.All(VersionOne.Manifests, manifest => Assert.NotNull(serializer.FromBinary([], manifest)));
        byte[] emptyJoin = [0x2A, 0x00]; // Field 5, a JoinRoom without a single field.
        var said = Assert.IsType<FromMember>(serializer.FromBinary(emptyJoin, "from.1"));
        var join = Assert.IsType<JoinRoom>(said.Message);
        Assert.Null(join.After);
        Assert.Equal("", join.Format);
        Assert.False(join.MayHaveMark || join.IsSilent);
    }

    [Fact]
    public void A_message_of_a_kind_that_only_newer_nodes_know_keeps_its_place()
    {
        byte[] place = [0x10, 0x07, 0x18, 0x09]; // Session 7, position 9.
        var push = Assert.IsType<ToLiveMembers>(serializer.FromBinary([.. place, .. NewField], "live.1"));
        var answer = Assert.IsType<ToMember>(serializer.FromBinary([.. place, .. NewField], "to.1"));
        var said = Assert.IsType<FromMember>(serializer.FromBinary([.. place, .. NewField], "from.1"));
        Assert.Equal((7, 9, 7, 9, 7, 9), (push.Session, push.Position, answer.Session, answer.Position, said.Session, said.Position));
        Assert.All(new object[] { push.Push, answer.Message, said.Message }, message => Assert.IsType<UnknownMessage>(message));
    }

    [Fact]
    public void Events_go_along_for_a_format_that_only_the_newer_node_knows()
    {
        var newer = SerializerWith(FakeFormat.Instance, new NewerFormat());
        var batch = Samples.All.OfType<ToLiveMembers>().First(m => m.Push is EventBatch) with { Formats = ["fake", "newer"] };
        var there = Assert.IsType<EventBatch>(((ToLiveMembers)newer.FromBinary(serializer.ToBinary(batch), "live.1")).Push);
        Assert.Equal(Describe(((EventBatch)batch.Push).Events), Describe(there.Events));
        Assert.Equal(1, there.EncodedAs(new NewerFormat()).Length);
    }

    [Fact]
    public void A_batch_crosses_without_its_events_where_its_formats_are_known()
    {
        var batch = Samples.All.OfType<ToLiveMembers>().First(m => m.Push is EventBatch);
        var there = Assert.IsType<EventBatch>(((ToLiveMembers)ThereAndBack(batch)).Push);
        Assert.Throws<InvalidOperationException>(() => there.Events);
    }

    [Fact]
    public void Bytes_that_end_early_are_read_as_far_as_they_make_sense_or_refused_in_words()
    {
        foreach (var (manifest, bytes) in VersionOne.Messages)
        {
            for (var length = 0; length < bytes.Length; length++)
                ReadOrRefuse(bytes[..length], manifest);
        }
    }

    [Property(MaxTest = 2_000)]
    public void Garbage_is_read_or_refused_in_words(byte[] garbage) => Assert.All(VersionOne.Manifests, manifest => ReadOrRefuse(garbage, manifest));

    [Fact]
    public void An_unknown_manifest_is_refused()
    {
        var refusal = Assert.Throws<SerializationException>(() => serializer.FromBinary([], "to.2"));
        Assert.Contains("'to.2', which this version does not know", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_cross_by_itself_is_refused_before_it_is_sent()
    {
        Assert.Throws<SerializationException>(() => serializer.Manifest(new LeaveRoom(RoomId.Lobby)));
        Assert.Throws<SerializationException>(() => serializer.ToBinary(new ToMember(RoomId.Lobby, 1, 1, 1, "a string")));
    }

    private void ReadOrRefuse(byte[] bytes, string manifest)
    {
        try
        {
            Assert.NotNull(serializer.FromBinary(bytes, manifest));
        }
        catch (SerializationException refusal)
        {
            Assert.Contains(manifest, refusal.Message, StringComparison.Ordinal);
        }
    }

    private object ThereAndBack(object message) => serializer.FromBinary(serializer.ToBinary(message), serializer.Manifest(message));

    private ChatSerializer SerializerWith(params IPushFormat[] formats)
    {
        var system = ActorSystem.Create("wire", BootstrapSetup.Create().WithConfig("akka { loglevel = OFF, stdout-loglevel = OFF }").And(new PushFormats(formats)));
        systems.Add(system);
        return new ChatSerializer((ExtendedActorSystem)system);
    }

    private sealed class NewerFormat : IPushFormat
    {
        public string Name => "newer";

        public ReadOnlyMemory<byte> Encode(SharedPush push) => new byte[1];
    }
}
