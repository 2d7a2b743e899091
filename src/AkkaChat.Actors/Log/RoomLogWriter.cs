using Akka.Actor;
using Akka.Event;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Log;

/// <summary>
/// One a database: turns the appends of all rooms that wait into one transaction (group commit). While a commit is under way the rooms'
/// next appends gather in the mailbox; the commit message behind them takes them all. Blocks, so it has a thread of its own.
/// </summary>
public sealed class RoomLogWriter : ReceiveActor, IWithTimers
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

    // As long as the rooms that wait: a room hands in its next append when the one before is answered.
    private readonly List<AppendEvents> appends = [];
    private readonly List<IActorRef> rooms = [];

    public RoomLogWriter(IRoomLog log)
    {
        this.log = log;
        Receive<AppendEvents>(HandleAppend);
        Receive<Commit>(HandleCommit);
        Receive<OpenRoom>(HandleOpen);
        Receive<Erase>(HandleErase);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IRoomLog log) => Akka.Actor.Props.Create(() => new RoomLogWriter(log));

    // Nobody may wait for ever. What a failure leaves open may even be stored: asking again shows it.
    protected override void PreRestart(Exception reason, object message)
    {
        foreach (var room in rooms)
            room.Tell(AppendOutcome.Failed.Instance);
        if (message is OpenRoom)
            Sender.Tell(new LogUnavailable(null));
        base.PreRestart(reason, message);
    }

    private void HandleAppend(AppendEvents append)
    {
        if (appends.Count == 0)
            Self.Tell(Commit.Instance);
        appends.Add(append);
        rooms.Add(Sender);
    }

    private void HandleCommit(Commit _) => CommitWaiting();

    private void HandleOpen(OpenRoom request)
    {
        CommitWaiting();
        try
        {
            Sender.Tell(new RoomOpened(log.Open(request.Room, request.Create, request.Newest)));
        }
        catch (LogUnavailableException e)
        {
            logger.Error(e, "The log of room {0} can't be opened now", request.Room);
            Sender.Tell(new LogUnavailable(null));
        }
    }

    private void CommitWaiting()
    {
        if (appends.Count == 0)
            return;
        var outcomes = AppendAll();
        if (appends.Exists(append => append.Events.Any(e => e.Body is MessageDeleted)))
            EraseSoon();
        for (var i = 0; i < rooms.Count; i++)
            rooms[i].Tell(outcomes[i]);
        appends.Clear();
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
            if (!log.EraseDeleted())
                EraseSoon();
        }
        catch (LogUnavailableException e)
        {
            logger.Warning(e, "Deleted texts can't be erased from the files now");
            EraseSoon();
        }
    }

    private IReadOnlyList<AppendOutcome> AppendAll()
    {
        try
        {
            return log.Append(appends);
        }
        catch (LogUnavailableException e)
        {
            logger.Error(e, "The log can't commit now: {0} rooms wait", rooms.Count);
            return [.. Enumerable.Repeat(AppendOutcome.Failed.Instance, rooms.Count)];
        }
    }
}
