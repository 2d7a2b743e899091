using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Log;

/// <summary>
/// The writing side of the database. Used by one thread at a time; calls block. Every method throws
/// <see cref="LogUnavailableException"/> when the database can't do it now, and then nothing of the call was stored; or, when the answer to a
/// commit was lost, all of it.
/// </summary>
public interface IRoomLog
{
    /// <summary>Stores the events and marks of several rooms in one transaction that is on disk when this returns.</summary>
    /// <returns>An outcome for each of them, in their order. Events are stored also when marks can't be.</returns>
    IReadOnlyList<IWriteOutcome> Append(IReadOnlyList<ILogWrite> writes);

    /// <summary>True: the texts that were deleted before are gone from the database, as far as docs/operations.md says. False: not yet; try again.</summary>
    bool EraseDeleted();

    /// <summary>Commits so many bytes of no account: it shows whether the log can be written.</summary>
    /// <param name="waits">For another program's lock, as a commit does.</param>
    void Probe(int bytes, bool waits);

    /// <summary>Where a room's log ends now, or null when there is no such room and <paramref name="create"/> is false.</summary>
    /// <param name="newest">How many of the newest events, and of the newest messages, to bring along.</param>
    OpenedRoom? Open(RoomId room, bool create, int newest);
}

/// <summary>The reading side of the database. Used by several threads at once; calls block and throw like <see cref="IRoomLog"/>'s.</summary>
public interface IRoomHistory
{
    /// <summary>Events of any kind after a seq and up to another, in order.</summary>
    IReadOnlyList<RoomEvent> ReadEvents(RoomId room, long after, long upTo, int limit);

    /// <summary>A page of messages in today's state.</summary>
    MessagePage ReadMessages(RoomId room, HistoryQuery query);

    /// <summary>Messages by their seq, in today's state (<see cref="MessageNow"/>); what is no message is left out.</summary>
    IReadOnlyList<RoomEvent> FindMessages(RoomId room, IReadOnlyList<long> seqs);

    /// <summary>How far a person has read a room; 0 when nothing is known.</summary>
    long FindMark(RoomId room, UserId user);

    /// <summary>The rooms with the newest events first.</summary>
    IReadOnlyList<StoredRoom> ReadRooms(int limit);
}

/// <param name="Newest">The newest events, in order.</param>
/// <param name="NewestMessages">The newest messages in today's state, in order; all of them when fewer than were asked for.</param>
public sealed record OpenedRoom(string Epoch, long Head, IReadOnlyList<RoomEvent> Newest, IReadOnlyList<RoomEvent> NewestMessages);

public sealed record MessagePage(IReadOnlyList<RoomEvent> Events, bool HasBefore, bool HasAfter);

public sealed record StoredRoom(RoomId Room, string Epoch, long Head);

/// <summary>What became of one <see cref="ILogWrite"/>.</summary>
public interface IWriteOutcome;

/// <summary>What became of one room's append.</summary>
public abstract record AppendOutcome : IWriteOutcome
{
    /// <summary>All events are stored.</summary>
    public sealed record Appended : AppendOutcome
    {
        public static readonly Appended Instance = new();
    }

    /// <summary>Nothing was stored, because the log already holds events with some of the (room, user, id): these.</summary>
    public sealed record Repeated(IReadOnlyList<RoomEvent> Stored) : AppendOutcome;

    /// <summary>Nothing was stored, because the log already goes on beyond the seq that these events claim: somebody else owns the room.</summary>
    public sealed record Fenced : AppendOutcome
    {
        public static readonly Fenced Instance = new();
    }

    /// <summary>Nothing was stored; the same append may succeed later.</summary>
    public sealed record Failed : AppendOutcome
    {
        public static readonly Failed Instance = new();
    }
}

/// <summary>What became of one room's marks.</summary>
public abstract record MarksOutcome : IWriteOutcome
{
    /// <summary>The same people's marks as they are stored now, in the same order: some may have stood further ahead.</summary>
    public sealed record Stored(IReadOnlyList<ReadMark> Marks) : MarksOutcome;

    /// <summary>Nothing was stored; the same marks may be stored later.</summary>
    public sealed record Failed : MarksOutcome
    {
        public static readonly Failed Instance = new();
    }
}

/// <summary>The database can't do it now: it is away, locked, full, or failing. Nothing was stored, or nobody can know: asking again is harmless.</summary>
public sealed class LogUnavailableException : Exception
{
    public LogUnavailableException()
    {
    }

    public LogUnavailableException(string message)
        : base(message)
    {
    }

    public LogUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
