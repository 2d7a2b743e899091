using Akka.Actor;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Log;

/// <summary>To the writer: what a room wants stored. Answered by an <see cref="IWriteOutcome"/>.</summary>
public interface ILogWrite : INoSerializationVerificationNeeded
{
    /// <summary>The answer when the database can't do it now.</summary>
    IWriteOutcome Failed { get; }
}

/// <summary>From the room that owns the log. Answered by an <see cref="AppendOutcome"/>.</summary>
/// <param name="Events">At least one; their seq follow each other.</param>
public sealed record AppendEvents(RoomId Room, IReadOnlyList<RoomEvent> Events) : ILogWrite
{
    public IWriteOutcome Failed => AppendOutcome.Failed.Instance;
}

/// <summary>How far people have read; no mark goes back. Answered by a <see cref="MarksOutcome"/>.</summary>
public sealed record StoreMarks(RoomId Room, IReadOnlyList<ReadMark> Marks) : ILogWrite
{
    public IWriteOutcome Failed => MarksOutcome.Failed.Instance;
}

/// <summary>A person has read a room up to this event.</summary>
public sealed record ReadMark(UserId User, long Seq);

/// <summary>To the writer, so that a room that starts anew sees all that its predecessor handed in. Answered by <see cref="RoomOpened"/>.</summary>
public sealed record OpenRoom(RoomId Room, bool Create, int Newest) : INoSerializationVerificationNeeded;

/// <summary>The room's log as it is now; no room when it does not exist.</summary>
public sealed record RoomOpened(OpenedRoom? Room) : INoSerializationVerificationNeeded;

/// <summary>To the writer: can the log commit now? Answered by <see cref="LogChecked"/>.</summary>
public sealed record CheckLog : INoSerializationVerificationNeeded;

public sealed record LogChecked(bool CanCommit) : INoSerializationVerificationNeeded;

/// <summary>A question to a reader. The answer, or <see cref="LogUnavailable"/>, brings its context back.</summary>
public interface ILogQuery : INoSerializationVerificationNeeded
{
    object? Context { get; }
}

/// <summary>Answered by <see cref="EventsRead"/>.</summary>
public sealed record ReadEvents(RoomId Room, long After, long UpTo, int Limit, object Context) : ILogQuery;

public sealed record EventsRead(IReadOnlyList<RoomEvent> Events, object Context) : INoSerializationVerificationNeeded;

/// <summary>Answered by <see cref="MessagesRead"/>.</summary>
public sealed record ReadMessages(RoomId Room, HistoryQuery Query, object Context) : ILogQuery;

public sealed record MessagesRead(MessagePage Page, object Context) : INoSerializationVerificationNeeded;

/// <summary>Messages by their seq, in today's state. Answered by <see cref="MessagesFound"/>, without those that are none.</summary>
public sealed record FindMessages(RoomId Room, IReadOnlyList<long> Seqs, object Context) : ILogQuery;

public sealed record MessagesFound(IReadOnlyList<RoomEvent> Messages, object Context) : INoSerializationVerificationNeeded;

/// <summary>How far a person has read a room. Answered by <see cref="MarkFound"/>.</summary>
public sealed record FindMark(RoomId Room, UserId User, object Context) : ILogQuery;

/// <param name="Seq">0 when nothing is known.</param>
public sealed record MarkFound(long Seq, object Context) : INoSerializationVerificationNeeded;

/// <summary>Answered by <see cref="RoomsRead"/>.</summary>
public sealed record ReadRooms(int Limit) : ILogQuery
{
    public object? Context => null;
}

public sealed record RoomsRead(IReadOnlyList<StoredRoom> Rooms) : INoSerializationVerificationNeeded;

/// <summary>The database could not answer. <paramref name="Context"/> is the question's, if it had one.</summary>
public sealed record LogUnavailable(object? Context) : INoSerializationVerificationNeeded;
