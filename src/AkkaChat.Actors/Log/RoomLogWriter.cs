using Akka.Actor;
using Akka.Event;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Log;

/// <summary>
/// One a database: turns what all rooms want stored into one transaction (group commit). While a commit is under way the rooms'
/// next writes gather in the mailbox; the commit message behind them takes them all. Blocks, so it has a thread of its own.
/// </summary>
public sealed partial class RoomLogWriter : ReceiveActor, IWithTimers
{
    private sealed class Commit : INoSerializationVerificationNeeded
    {
        public static readonly Commit Instance = new();
    }

    private sealed class Erase : INoSerializationVerificationNeeded
    {
        public static readonly Erase Instance = new();
    }

    /// <summary>After a deletion its words are gone from the files within about this time.</summary>
    private static readonly TimeSpan EraseInterval = TimeSpan.FromSeconds(1);

    private readonly IRoomLog log;
    private readonly ILoggingAdapter logger = Context.GetLogger();
    private readonly Complaints complaints = new(Context.GetLogger());

    // At most two a room that waits, events and marks: it hands in its next ones when those before are answered.
    private readonly List<ILogWrite> writes = [];
    private readonly List<IActorRef> rooms = [];

    public RoomLogWriter(IRoomLog log)
    {
        this.log = log;
        Receive<ILogWrite>(HandleWrite);
        Receive<Commit>(HandleCommit);
        Receive<OpenRoom>(HandleOpen);
        Receive<Erase>(HandleErase);
        Receive<TryAgain>(HandleTryAgain);
        Receive<CheckLog>(HandleCheck);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IRoomLog log) => Akka.Actor.Props.Create(() => new RoomLogWriter(log));

    // Nobody may wait for ever. What a failure leaves open may even be stored: asking again shows it.
    protected override void PreRestart(Exception reason, object message)
    {
        for (var i = 0; i < rooms.Count; i++)
            rooms[i].Tell(writes[i].Failed);
        if (message is OpenRoom)
            Sender.Tell(new LogUnavailable(null));
        base.PreRestart(reason, message);
    }

    private void HandleWrite(ILogWrite write)
    {
        if (writes.Count == 0)
            Self.Tell(Commit.Instance);
        writes.Add(write);
        rooms.Add(Sender);
    }

    private void HandleCommit(Commit _) => CommitWaiting();

    // A room that is there is only read: it opens whatever ails the writing.
    private void HandleOpen(OpenRoom request)
    {
        CommitWaiting();
        try
        {
            var room = log.Open(request.Room, create: false, request.Newest);
            var isDone = room is not null || !request.Create || TryWrite(() => room = log.Open(request.Room, create: true, request.Newest));
            Sender.Tell(isDone ? new RoomOpened(room) : new LogUnavailable(null));
        }
        catch (LogUnavailableException e)
        {
            complaints.Tell($"The log of room {request.Room} can't be opened now: {e.Message}");
            Sender.Tell(new LogUnavailable(null));
        }
    }

    private void CommitWaiting()
    {
        if (writes.Count == 0)
            return;
        var outcomes = AppendAll();
        if (writes.Exists(write => write is AppendEvents append && append.Events.Any(e => e.Body is MessageDeleted)))
            EraseSoon();
        for (var i = 0; i < rooms.Count; i++)
            rooms[i].Tell(outcomes[i]);
        writes.Clear();
        rooms.Clear();
    }

    private void EraseSoon()
    {
        if (!Timers.IsTimerActive(nameof(Erase)))
            Timers.StartSingleTimer(nameof(Erase), Erase.Instance, EraseInterval);
    }

    private void HandleErase(Erase _)
    {
        try
        {
            if (isInTrouble || !log.EraseDeleted())
                EraseSoon();
        }
        catch (LogUnavailableException e)
        {
            complaints.Tell($"Deleted texts can't be erased from the files now: {e.Message}");
            EraseSoon();
        }
    }

    private IReadOnlyList<IWriteOutcome> AppendAll()
    {
        IReadOnlyList<IWriteOutcome> outcomes = [];
        return TryWrite(() => outcomes = log.Append(writes)) ? outcomes : [.. writes.Select(write => write.Failed)];
    }
}
