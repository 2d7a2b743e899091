using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>A message to a room, wherever that room lives: the room's name routes it.</summary>
public interface IRoomMessage : ICrossesNodes
{
    RoomId Room { get; }
}

/// <summary>
/// A message to a room that gets exactly one answer (<see cref="IRoomAnswer"/>) with the same number.
/// Numbers are the connection's own, in the order of its requests.
/// </summary>
public interface IRoomCommand : IRoomMessage
{
    long Number { get; }
}

/// <summary>Makes the sender, a connection, a member. Answered by <see cref="RoomJoined"/>.</summary>
/// <param name="After">The last event that the client has; null for a snapshot.</param>
/// <param name="Format">The name of the format that the connection's pushes are in (<see cref="Connections.IPushFormat"/>).</param>
/// <param name="MayHaveMark">The database may hold the person's read mark, and the answer must tell it.</param>
/// <param name="IsSilent">The client does not learn of this join: its answer need not tell who is there.</param>
public sealed record JoinRoom(
    RoomId Room, long Number, Person Who, LogPosition? After, string Format = "", bool MayHaveMark = false, bool IsSilent = false) : IRoomCommand;

/// <summary>Wants an event in the log. Answered by <see cref="EventStored"/>, after the commit (<see cref="EventsStored"/>).</summary>
/// <param name="Body">What is to happen: a post, an edit, a deletion, a reaction.</param>
/// <param name="IsPatient">While the log can't commit: true waits, false is refused as <see cref="ErrorCode.Unavailable"/>.</param>
public sealed record PostEvent(
    RoomId Room, long Number, Person By, ClientMessageId Id, EventBody Body, bool IsPatient) : IRoomCommand
{
    /// <summary>Null for all but the few that somebody looks at. It stays on its node.</summary>
    public MessageWay? Way { get; init; }
}

/// <summary>The person has read up to this event. Answered by <see cref="MarkKept"/>, after the commit.</summary>
public sealed record MarkRead(RoomId Room, long Number, UserId Who, long Seq) : IRoomCommand;

/// <summary>Answered by <see cref="HistoryPage"/>.</summary>
public sealed record GetHistory(RoomId Room, long Number, HistoryQuery Query) : IRoomCommand;

public sealed record LeaveRoom(RoomId Room) : IRoomMessage;

public sealed record StartTyping(RoomId Room, Person Who) : IRoomMessage;

/// <summary>A place in a room's log. Another epoch is another log, whose numbers mean nothing here.</summary>
public sealed record LogPosition(string Epoch, long Seq);

/// <summary>Which messages of a room: <paramref name="Limit"/> of them on one side of a seq, around it, or around a time.</summary>
/// <param name="Anchor">A seq, or for <see cref="HistoryDirection.At"/> milliseconds since the Unix epoch.</param>
public sealed record HistoryQuery(HistoryDirection Direction, long Anchor, int Limit);

public enum HistoryDirection
{
    Before,
    After,
    Around,
    At,
}
