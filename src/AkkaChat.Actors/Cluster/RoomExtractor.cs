using Akka.Cluster.Sharding;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>A room's name is its entity id.</summary>
internal sealed class RoomExtractor() : HashCodeMessageExtractor(Shards)
{
    /// <summary>The same on all nodes, for ever: ten for each of the most nodes that one would run.</summary>
    private const int Shards = 100;

    public override string? EntityId(object message) => (message as IRoomMessage)?.Room.Value;
}
