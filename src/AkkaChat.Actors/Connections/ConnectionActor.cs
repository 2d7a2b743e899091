using Akka.Actor;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>
/// One a socket: lives and dies with it. It knows its person and rooms, forwards what the client asks, and is the only one that pushes
/// down the socket. A patient connection (plain text) is never refused for being too fast or for a database in trouble: it waits.
/// </summary>
public sealed partial class ConnectionActor : UntypedActor, IWithTimers
{
    /// <summary>Requests from the socket, in their order. The server reads no further until <see cref="IClientChannel.ReadOn"/>.</summary>
    public sealed record Received(IReadOnlyList<ClientRequest> Requests) : INoSerializationVerificationNeeded;

    /// <summary>The client has read what was waiting for it (<see cref="IClientChannel.IsBehind"/>).</summary>
    public sealed record CaughtUp : INoSerializationVerificationNeeded;

    /// <summary>The socket has ended.</summary>
    public sealed record SocketEnded : INoSerializationVerificationNeeded;

    /// <summary>The server stops: finish what was accepted, say goodbye, close.</summary>
    public sealed record Drain : INoSerializationVerificationNeeded;

    private sealed record Heartbeat : INoSerializationVerificationNeeded;

    private sealed record HelloTimeout : INoSerializationVerificationNeeded;

    private sealed record AllowanceBack : INoSerializationVerificationNeeded;

    private sealed record RejoinNow(RoomId Room) : INoSerializationVerificationNeeded;

    private sealed record EndTimeout : INoSerializationVerificationNeeded;

    private sealed record DrainTimeout : INoSerializationVerificationNeeded;

    /// <summary>Of text that is on its way to rooms; what more the client sends waits in its socket.</summary>
    private const int MostUnansweredCharacters = 64 * 1024;

    private const int MostMalformedInARow = 3, MostRepeats = 3, HeartbeatsUntilLost = 4;
    private static readonly TimeSpan
        RejoinInterval = TimeSpan.FromSeconds(1), TypingInterval = TimeSpan.FromSeconds(1), DrainTime = TimeSpan.FromSeconds(1.5);
    private static readonly RequestError NotJoined = new(ErrorCode.NotJoined, "room: join it first");
    private static readonly RequestError LeftMeanwhile = new(ErrorCode.NotJoined, "room: it was left meanwhile");
    private static readonly RequestError CanNotBeDone = new(ErrorCode.Internal, "The server could not do this.");
    private static readonly RequestError Overdue = new(
        ErrorCode.Unavailable, "The server did not manage this in time. Try again.", RetryAfterMs: 1_000);

    private static readonly RequestError NoSignInNow = new(
        ErrorCode.Unavailable, "Nobody can be signed in at the moment. Try again soon.", RetryAfterMs: 1_000);

    private readonly ConnectionServices services;
    private readonly IClientChannel channel;
    private readonly bool isPatient;
    private readonly Queue<ClientRequest> inbox = new();
    private readonly Subscriptions rooms = new();
    private readonly UnansweredCommands unanswered = new();
    private readonly Allowance smallTalk;

    private Person? me;
    private Allowance? sends;
    private MarkHint? marks;
    private ClientRequest.Hello? helloUnderWay;
    private bool isWaitingForAllowance, isReadPaused, isSocketEnded, isDraining, isClosed;
    private int malformedInARow;
    private long lastNumber;

    public ConnectionActor(ConnectionServices services, IClientChannel channel, bool isPatient)
    {
        this.services = services;
        this.channel = channel;
        this.isPatient = isPatient;
        smallTalk = new Allowance(services.Limits.SmallTalkPerSecond, services.Limits.SmallTalkBurst, services.Time);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool MustWait => helloUnderWay is not null || isWaitingForAllowance;

    public static Props Props(ConnectionServices services, IClientChannel channel, bool isPatient) =>
        Akka.Actor.Props.Create(() => new ConnectionActor(services, channel, isPatient));

    // The commonest first, past all that Akka has to look at for other messages: of what a message to a large room costs, most is spent here,
    // once a member.
    protected override bool AroundReceive(Receive receive, object message)
    {
        if (message is not EventBatch batch)
            return base.AroundReceive(receive, message);
        HandleEvents(batch);
        return true;
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Received m:
                HandleReceived(m);
                break;
            case EventsStored m:
                HandleStored(m);
                break;
            case HistoryPage m:
                HandleAnswer(m);
                break;
            case MarkKept m:
                HandleAnswer(m);
                break;
            case RoomJoined m:
                HandleJoined(m);
                break;
            case CommandRefused m:
                HandleRefused(m);
                break;
            case HeadReached m:
                HandleHeadReached(m);
                break;
            case PresenceChanged m:
                HandlePresence(m);
                break;
            case PersonTyping m:
                HandleTyping(m);
                break;
            case ReadElsewhere m:
                HandleReadElsewhere(m);
                break;
            case RejoinNeeded m:
                HandleRejoinNeeded(m);
                break;
            case RoomMoved m:
                HandleRoomMoved(m);
                break;
            case RejoinNow m:
                HandleRejoinNow(m);
                break;
            case PeopleActor.SignedIn m:
                HandleSignedIn(m);
                break;
            case PeopleActor.NameTaken m:
                HandleNameTaken(m);
                break;
            case PeopleActor.NotNow m:
                HandleNotNow(m);
                break;
            case RoomDirectoryActor.RoomList m:
                HandleRoomList(m);
                break;
            case AllowanceBack m:
                HandleAllowanceBack(m);
                break;
            case CaughtUp m:
                HandleCaughtUp(m);
                break;
            case Heartbeat m:
                HandleHeartbeat(m);
                break;
            case HelloTimeout m:
                HandleHelloTimeout(m);
                break;
            case Drain m:
                HandleDrain(m);
                break;
            case DrainTimeout m:
                HandleDrainTimeout(m);
                break;
            case SocketEnded m:
                HandleSocketEnded(m);
                break;
            case EndTimeout m:
                HandleEndTimeout(m);
                break;
            case Look m:
                HandleLook(m);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PreStart()
    {
        var interval = TimeSpan.FromMilliseconds(services.Limits.HeartbeatMs);
        Timers.StartPeriodicTimer(nameof(Heartbeat), new Heartbeat(), interval);
        if (!isPatient) // Plain text says its own hello.
            AwaitHello();
    }

    private void HandleHeartbeat(Heartbeat _)
    {
        var interval = TimeSpan.FromMilliseconds(services.Limits.HeartbeatMs);
        if (!isSocketEnded && !isClosed)
            AskForLife(interval);
        if (!isPatient)
            AnswerOverdue(interval);
        WorkOff();
    }

    // Answers to the last ping are due by now. With half an interval to spare, a dead client is gone within two.
    private void AskForLife(TimeSpan interval)
    {
        if (channel.QuietFor > interval * 1.5)
        {
            channel.Abort();
            isSocketEnded = true;
            return;
        }
        channel.Ping();
        if (me is not null)
            channel.Push(new HeartbeatPush(rooms.Heads));
    }

    private void HandleLook(Look _) => Sender.Tell(new ConnectionReport(inbox.Count + unanswered.Count, channel.WaitingBytes, rooms.All));
}
