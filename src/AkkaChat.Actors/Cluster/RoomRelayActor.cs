using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// A room as this node's connections see it, wherever it lives. What they say goes to it in one numbered stream, and what it says to them
/// comes back in one: a batch crosses the network once. When the stream breaks, because something was lost, or the room moved or died, the
/// relay looks for the room and has its connections join again, from where they are.
/// </summary>
public sealed partial class RoomRelayActor : ReceiveActor, IWithTimers
{
    private sealed record Tick : INoSerializationVerificationNeeded
    {
        public static readonly Tick Instance = new();
    }

    /// <summary>A room that does not answer for so many ticks is away, and who is in a hurry is told so.</summary>
    private const int TicksUntilAway = 2;

    /// <summary>Where all is quiet the room is asked for a sign of life this often: nobody else would find out that it is gone.</summary>
    private const int QuietTicks = 10;

    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);
    private static readonly RequestError Away = new(
        ErrorCode.Unavailable, "The room can't be reached right now. Try again in a moment.", (int)TickInterval.TotalMilliseconds);

    // Of the process: a relay that starts anew goes on from there.
    private static long lastSession;

    private readonly RoomId room;
    private readonly IActorRef shards;
    private readonly RelayedMembers members = new();
    private IActorRef? owner;
    private long session, sent, received;
    private int silentTicks, quietTicks;
    private bool isAway, isAnswerDue, isTrafficSinceTouch, isTouchedInTick;

    public RoomRelayActor(RoomId room, IActorRef shards)
    {
        this.room = room;
        this.shards = shards;
        Seek();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="shards">Routes to rooms, wherever they live.</param>
    public static Props Props(RoomId room, IActorRef shards) => Akka.Actor.Props.Create(() => new RoomRelayActor(room, shards));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TickInterval);

    protected override void PreRestart(Exception reason, object message)
    {
        HaveAllJoinAgain();
        base.PreRestart(reason, message);
    }

    private void Seeking()
    {
        Receive<RoomTouched>(HandleFound);
        Receive<IRoomMessage>(HandleWhileSeeking);
        Receive<Tick>(HandleTickWhileSeeking);
        Receive<Terminated>(HandleTerminated);
        Receive<RoomActor.StopIfIdle>(HandleStopIfIdle);
        ReceiveAny(_ => { }); // Of sessions that have ended.
    }

    private void InTouch()
    {
        Receive<ToLiveMembers>(HandlePush);
        Receive<ToMember>(HandleToMember);
        Receive<TellGathered>(HandleTellGathered);
        Receive<IRoomMessage>(HandleFromConnection);
        Receive<RoomTouched>(HandleTouched);
        Receive<SessionEnded>(HandleSessionEnded);
        Receive<Tick>(HandleTick);
        Receive<Terminated>(HandleTerminated);
        Receive<RoomActor.StopIfIdle>(HandleStopIfIdle);
    }

    /// <summary>Begins another session. Members are told when the room answers; until then what they ask waits with them.</summary>
    private void Seek()
    {
        TellAllGathered();
        if (owner is not null)
            Context.Unwatch(owner);
        owner = null;
        session = Interlocked.Increment(ref lastSession);
        sent = received = 0;
        silentTicks = 0;
        foreach (var member in members.All)
            member.IsLive = false;
        Become(Seeking);
        Touch();
    }

    private void HandleFound(RoomTouched touched)
    {
        if (touched.Session != session)
            return;
        owner = Context.Watch(Sender);
        sent = 1;
        received = touched.Sent;
        isAway = isAnswerDue = isTellingDue = false;
        silentTicks = quietTicks = 0;
        Become(InTouch);
        HaveAllJoinAgain();
    }

    private void HaveAllJoinAgain()
    {
        foreach (var member in members.All.ToList())
        {
            Forget(member);
            member.Connection.Tell(new RoomMoved(room));
        }
    }

    private void HandleTickWhileSeeking(Tick _)
    {
        if (++silentTicks >= TicksUntilAway)
            BeAway();
        sent = 0;
        Touch();
        StopWhenIdle();
    }

    private void BeAway()
    {
        isAway = true;
        foreach (var member in members.All.ToList())
        {
            foreach (var command in member.Unanswered)
                member.Connection.Tell(new CommandRefused(room, command, Away));
            member.Unanswered.Clear();
        }
    }

    private void Touch()
    {
        isAnswerDue = isTouchedInTick = true;
        isTrafficSinceTouch = false;
        quietTicks = 0;
        shards.Tell(new TouchRoom(room, session, ++sent));
    }

    private void HandleTouched(RoomTouched touched)
    {
        if (touched.Session != session)
            return;
        HaveHeard();
        if (touched.Sent > received)
            Seek();
    }

    private void HandleSessionEnded(SessionEnded ended)
    {
        if (ended.Session == session)
            Seek();
    }

    private void HandleTick(Tick _)
    {
        isTouchedInTick = false;
        if (isAnswerDue && ++silentTicks >= TicksUntilAway)
        {
            BeAway();
            Seek();
        }
        else if (!isAnswerDue && (isTrafficSinceTouch || ++quietTicks >= QuietTicks))
            Touch();
        StopWhenIdle();
    }

    private void HaveHeard()
    {
        isAnswerDue = false;
        silentTicks = 0;
    }

    private void HandleTerminated(Terminated death)
    {
        if (death.ActorRef.Equals(owner))
            Seek();
        else if (members.Find(death.ActorRef) is { } member)
        {
            if (owner is not null)
                Leave(member);
            else
                Forget(member);
        }
    }

    private void Forget(RelayedMember member)
    {
        Context.Unwatch(member.Connection);
        members.Remove(member);
    }

    private void StopWhenIdle()
    {
        if (members.Count == 0)
            Context.Parent.Tell(new RoomActor.Idle(room));
    }

    private void HandleStopIfIdle(RoomActor.StopIfIdle _)
    {
        if (members.Count == 0)
            Context.Stop(Self);
        else
            Context.Parent.Tell(new RoomActor.Busy(room));
    }
}
