using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// From a node's <see cref="RoomRelayActor"/> to the room, through the shards. The messages of a session are numbered, both ways: whoever
/// misses one ends the session, because what comes behind the hole would be out of order.
/// </summary>
public interface IFromRelay : IRoomMessage
{
    /// <summary>The relay's own count of its sessions; a later one takes the place of all before.</summary>
    long Session { get; }

    /// <summary>1, 2, 3 … in the session.</summary>
    long Position { get; }
}

/// <summary>Opens a session, at position 1, or asks whether anything was lost. Answered by <see cref="RoomTouched"/>.</summary>
public sealed record TouchRoom(RoomId Room, long Session, long Position) : IFromRelay;

/// <summary>What a connection of the relay's node says to the room.</summary>
/// <param name="Member">The relay's number of the connection.</param>
public sealed record FromMember(RoomId Room, long Session, long Position, long Member, IRoomMessage Message) : IFromRelay;

/// <summary>To the relay: the session is on, and this much was sent in it.</summary>
/// <param name="Sent">The position of the last message to the relay.</param>
public sealed record RoomTouched(RoomId Room, long Session, long Sent) : ICrossesNodes;

/// <summary>To the relay: something was lost, or the room does not know the session, or it stops here. Begin another.</summary>
public sealed record SessionEnded(RoomId Room, long Session) : ICrossesNodes;

/// <summary>From the room to connections of the relay's node.</summary>
public interface IToRelay : ICrossesNodes
{
    RoomId Room { get; }

    long Session { get; }

    /// <summary>1, 2, 3 … in the session.</summary>
    long Position { get; }
}

/// <summary>An answer or a push to one connection.</summary>
public sealed record ToMember(RoomId Room, long Session, long Position, long Member, object Message) : IToRelay;

/// <summary>One push to all live members of the node. It crosses the network once, an <see cref="EventBatch"/> as the bytes of its encodings.</summary>
/// <param name="Formats">The formats that the node's members need, by name. They stay behind: what comes out at the relay has none.</param>
public sealed record ToLiveMembers(RoomId Room, long Session, long Position, IRoomPush Push, IReadOnlyCollection<string> Formats)
    : IToRelay, INoSerializationVerificationNeeded;
