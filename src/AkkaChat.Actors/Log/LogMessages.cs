using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Log;

/// <summary>To the writer, from the room that owns the log. Answered by an <see cref="AppendOutcome"/>.</summary>
/// <param name="Events">At least one; their seq follow each other.</param>
public sealed record AppendEvents(RoomId Room, IReadOnlyList<RoomEvent> Events) : INoSerializationVerificationNeeded;

/// <summary>To the writer, so that a room that starts anew sees all that its predecessor handed in. Answered by <see cref="RoomOpened"/>.</summary>
public sealed record OpenRoom(RoomId Room, bool Create, int Newest) : INoSerializationVerificationNeeded;

/// <summary>The room's log as it is now; no room when it does not exist.</summary>
public sealed record RoomOpened(OpenedRoom? Room) : INoSerializationVerificationNeeded;

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

/// <summary>Answered by <see cref="RoomsRead"/>.</summary>
public sealed record ReadRooms(int Limit) : ILogQuery
{
    public object? Context => null;
}

public sealed record RoomsRead(IReadOnlyList<StoredRoom> Rooms) : INoSerializationVerificationNeeded;

/// <summary>The database could not answer. <paramref name="Context"/> is the question's, if it had one.</summary>
public sealed record LogUnavailable(object? Context) : INoSerializationVerificationNeeded;
