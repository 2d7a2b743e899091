using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>What a room tells all its members.</summary>
public interface IRoomPush : IRoomMessage;

/// <summary>Committed events of a room, one batch for all members; their seq follow each other.</summary>
public sealed class EventBatch(RoomId room, IReadOnlyList<RoomEvent> events) : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    public RoomId Room { get; } = room;

    public IReadOnlyList<RoomEvent> Events { get; } = events;

    public long LastSeq { get; } = events[^1].Seq;
}

/// <summary>
/// The room's head, at most once a second and never ahead of the events up to it: a member that was told less has lost something on the way.
/// </summary>
public sealed record HeadReached(RoomId Room, long Head) : IRoomPush, INoSerializationVerificationNeeded;

/// <summary>Who came and went, gathered over a second.</summary>
public sealed class PresenceChanged(RoomId room, int online, IReadOnlyList<Person> joined, IReadOnlyList<Person> left)
    : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    public RoomId Room { get; } = room;

    public int Online { get; } = online;

    public IReadOnlyList<Person> Joined { get; } = joined;

    public IReadOnlyList<Person> Left { get; } = left;
}

/// <summary>To the other connections of a person: one of them has read up to here.</summary>
public sealed class ReadElsewhere(RoomId room, long seq) : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    public RoomId Room { get; } = room;

    public long Seq { get; } = seq;
}

/// <summary>Somebody writes. Not for that person's own connections.</summary>
public sealed class PersonTyping(RoomId room, Person who) : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    public RoomId Room { get; } = room;

    public Person Who { get; } = who;
}
