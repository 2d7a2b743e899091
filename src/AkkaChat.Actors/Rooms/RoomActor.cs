using Akka.Actor;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// One a room, and the only one that numbers its events. It decides on requests (<see cref="RoomState"/>), hands accepted events to the
/// log, and when they are committed, and not before, applies them and tells every member one batch. While a commit is under way it
/// gathers: under load batches grow by themselves, at rest nothing waits.
/// </summary>
public sealed partial class RoomActor : ReceiveActor, IWithTimers, IWithStash
{
    /// <summary>To the parent: nobody is here, may I stop?</summary>
    public sealed record Idle(RoomId Room) : INoSerializationVerificationNeeded;

    /// <summary>From the parent, which keeps what comes in meanwhile.</summary>
    public sealed record StopIfIdle : INoSerializationVerificationNeeded;

    /// <summary>To the parent: somebody came before the stop.</summary>
    public sealed record Busy(RoomId Room) : INoSerializationVerificationNeeded;

    /// <summary>From a parent that lets nothing more in: stop when what was accepted is answered. A log that fails is not waited for.</summary>
    public sealed record StopWhenSettled : INoSerializationVerificationNeeded;

    private sealed record Report : INoSerializationVerificationNeeded;

    private sealed class Commit : INoSerializationVerificationNeeded
    {
        public static readonly Commit Instance = new();
    }

    private sealed record Retry : INoSerializationVerificationNeeded;

    private sealed record LetTypeAgain : INoSerializationVerificationNeeded;

    /// <param name="Mark">The person's read mark, if the log had to be asked for it.</param>
    private sealed record Joining(JoinRoom Join, IActorRef Connection, long Mark = 0);

    private sealed record MarkLookUp(RoomActor By, Joining Joining);

    private sealed record JoinRead(Joining Joining, long HeadThen);

    /// <summary>What lies behind the head, for one who has seen more.</summary>
    private sealed record BeyondRead(Joining Joining);

    private sealed record HistoryRead(GetHistory Request, IActorRef Connection);

    private sealed class TargetsLookUp;

    /// <summary>People in one list on the wire (docs/protocol.md).</summary>
    private const int MostPeople = 200;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly RequestError Unavailable = new(
        ErrorCode.Unavailable, "The server can't reach its database right now. Try again in a moment.", (int)Second.TotalMilliseconds);

    private static readonly RequestError BeyondTheHead = new(ErrorCode.BadRequest, "seq: the room has no such event yet");

    private readonly RoomId room;
    private readonly RoomServices services;
    private readonly RoomMembers members = new();
    private readonly PostQueue posts = new();
    private readonly MarkQueue marks = new();
    private readonly HashSet<UserId> typedThisSecond = [];
    private RoomState state = null!;
    private TargetsLookUp? lookUp;
    private long toldHead;
    private bool isCommitDue;
    private bool isLogFailing;
    private bool isReportDue, hasToldOfUnknown, isStopping;

    // Members of a predecessor join: they may still list somebody who went with it.
    private bool hasBegunAnew;

    public RoomActor(RoomId room, RoomServices services)
    {
        this.room = room;
        this.services = services;
        Become(Opening);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    // Holds what comes while the log opens: at most what the connections' own bounds let through.
    public IStash Stash { get; set; } = null!;

    public static Props Props(RoomId room, RoomServices services) => Akka.Actor.Props.Create(() => new RoomActor(room, services));

    protected override void PreStart()
    {
        services.Here.Add(room, Self);
        Open();
    }

    protected override void PostStop() => services.Here.Remove(Self);

    // The members of the failed incarnation join the next one from where they are, and ask again what was not answered.
    protected override void PreRestart(Exception reason, object message)
    {
        foreach (var connection in members.Connections)
        {
            Context.Unwatch(connection);
            connection.Tell(new RejoinNeeded(room));
        }
        base.PreRestart(reason, message);
    }

    private void Opening()
    {
        Receive<RoomOpened>(HandleOpened);
        Receive<LogUnavailable>(HandleOpenFailed);
        Receive<StopIfIdle>(HandleStopWhileOpening);
        Receive<StopWhenSettled>(_ => Context.Stop(Self));
        Receive<IWriteOutcome>(HandleOutcomeForPredecessor);
        Receive<Look>(_ => TellCondition(RoomCondition.Opening));
        ReceiveAny(HandleEarly);
    }

    private void Running()
    {
        Receive<PostEvent>(HandlePost);
        Receive<Commit>(HandleCommit);
        Receive<AppendOutcome>(HandleAppendOutcome);
        Receive<JoinRoom>(HandleJoin);
        Receive<EventsRead>(HandleEventsRead);
        Receive<MessagesRead>(HandleMessagesRead);
        Receive<MessagesFound>(HandleTargetsFound);
        Receive<LogUnavailable>(HandleReadFailed);
        Receive<LeaveRoom>(HandleLeave);
        Receive<Terminated>(HandleTerminated);
        Receive<GetHistory>(HandleGetHistory);
        Receive<MarkRead>(HandleMarkRead);
        Receive<MarksOutcome>(HandleMarksOutcome);
        Receive<MarkFound>(HandleMarkFound);
        Receive<StartTyping>(HandleStartTyping);
        Receive<LetTypeAgain>(HandleLetTypeAgain);
        Receive<Report>(HandleReport);
        Receive<Retry>(HandleRetry);
        Receive<StopIfIdle>(HandleStopIfIdle);
        Receive<StopWhenSettled>(HandleStopWhenSettled);
        Receive<Idle>(HandleIdle);
        Receive<Look>(HandleLook);
    }

    // There is no room, or its log can't be opened now: whoever asks is told so, until the parent may start it anew.
    private void Closed(RequestError error)
    {
        Receive<IRoomCommand>(command => Sender.Tell(new CommandRefused(room, command.Number, error)));
        Receive<StopIfIdle>(_ => Context.Stop(Self));
        Receive<StopWhenSettled>(_ => Context.Stop(Self));
        Receive<Retry>(HandleReopen);
        Receive<Idle>(HandleIdle);
        Receive<Look>(_ => TellCondition(RoomCondition.Closed));
        ReceiveAny(_ => { });
    }

    private void Open()
    {
        var create = services.Settings.CreateOnJoin || room == RoomId.Lobby;
        services.Writer.Tell(new OpenRoom(room, create, RoomState.SnapshotMessages));
    }

    private void HandleOpened(RoomOpened opened)
    {
        if (opened.Room is { } log)
        {
            state = new RoomState(room, log);
            toldHead = state.Head;
            Become(Running);
            TellOfUnknown(log.Newest);
            ReportSoon();
        }
        else
        {
            Become(() => Closed(new RequestError(ErrorCode.NotFound, "There is no such room.")));
        }
        StopWhenIdle();
        Stash.UnstashAll();
    }

    private void HandleOpenFailed(LogUnavailable failure)
    {
        if (failure.Context is not null)
            return; // A read of the predecessor's.
        Become(() => Closed(Unavailable));
        Timers.StartSingleTimer(nameof(Retry), new Retry(), Second);
        Stash.UnstashAll();
    }

    private void HandleReopen(Retry _)
    {
        Become(Opening);
        Open();
    }

    private void HandleStopWhileOpening(StopIfIdle _) => Context.Parent.Tell(new Busy(room));

    // What it tells of is in the log that opens now.
    private void HandleOutcomeForPredecessor(IWriteOutcome _)
    {
    }

    private void HandleEarly(object message) => Stash.Stash();

    private void StopWhenIdle()
    {
        if (members.Count == 0)
            Timers.StartSingleTimer(nameof(Idle), new Idle(room), services.Settings.IdleTime);
    }

    private void HandleIdle(Idle idle) => Context.Parent.Tell(idle);

    private void HandleStopIfIdle(StopIfIdle _)
    {
        if (members.Count == 0 && posts.IsEmpty && marks.IsEmpty && !isReportDue)
        {
            Context.Stop(Self);
            return;
        }
        Context.Parent.Tell(new Busy(room));
        StopWhenIdle();
    }

    private void HandleStopWhenSettled(StopWhenSettled _)
    {
        isStopping = true;
        StopIfSettled();
    }

    private void StopIfSettled()
    {
        if (isStopping && (isLogFailing || posts.IsEmpty) && marks.IsEmpty)
            Context.Stop(Self);
    }
}

/// <summary>Another owner has written to this room's log: this one starts anew from what is there.</summary>
public sealed class RoomFencedException(string message) : Exception(message);
