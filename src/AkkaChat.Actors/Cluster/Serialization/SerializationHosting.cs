using Akka.Hosting;

namespace AkkaChat.Actors.Cluster.Serialization;

public static class SerializationHosting
{
    private const string Config = """
        akka.actor {
          serializers {
            akkachat = "AkkaChat.Actors.Cluster.Serialization.ChatSerializer, AkkaChat.Actors"
            json = "AkkaChat.Actors.Cluster.Serialization.NoJsonSerializer, AkkaChat.Actors"
          }
          serialization-bindings."AkkaChat.Actors.Cluster.ICrossesNodes, AkkaChat.Actors" = akkachat
        }
        """;

    /// <summary>Messages of the chat cross from node to node as nodes.proto has them, Akka's own as Akka has them, and nothing else does.</summary>
    public static AkkaConfigurationBuilder AddChatSerialization(this AkkaConfigurationBuilder builder) =>
        builder.AddHocon(Config, HoconAddMode.Prepend);
}
