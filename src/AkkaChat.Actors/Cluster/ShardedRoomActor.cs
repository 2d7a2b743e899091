using Akka.Actor;
using Akka.Cluster.Sharding;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// A room's gate to the other nodes, and the parent of its <see cref="RoomActor"/>, which does not know of them. It keeps a session with
/// each relay, and ends it when a message was lost: then that node's members join again.
/// </summary>
public sealed class ShardedRoomActor : ReceiveActor, IWithTimers
{
    /// <summary>The shard moves to another node, or nobody is in the room: finish what was accepted, and stop.</summary>
    public sealed record Stop : INoSerializationVerificationNeeded
    {
        public static readonly Stop Instance = new();
    }

    private sealed record StopTimeout : INoSerializationVerificationNeeded;

    /// <summary>A commit that hangs holds up no hand-off for longer.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly RoomId room;
    private readonly IActorRef roomActor;
    private readonly Dictionary<IActorRef, RelaySession> sessions = [];
    private long lastPath;

    public ShardedRoomActor(RoomId room, RoomServices services)
    {
        this.room = room;
        roomActor = Context.Watch(Context.ActorOf(RoomActor.Props(room, services), "room"));
        Become(Open);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(RoomId room, RoomServices services) => Akka.Actor.Props.Create(() => new ShardedRoomActor(room, services));

    // One that was fenced has another owner: here it stops, and its members look for it anew.
    protected override SupervisorStrategy SupervisorStrategy() => new RoomSupervision(whenFenced: Directive.Stop);

    private void Open()
    {
        Receive<IFromRelay>(HandleFromRelay);
        Receive<Terminated>(HandleTerminated);
        Receive<RoomActor.Idle>(HandleIdle);
        Receive<Stop>(HandleStop);
    }

    private void Stopping()
    {
        Receive<Terminated>(HandleTerminated);
        Receive<StopTimeout>(_ => Context.Stop(roomActor));
        ReceiveAny(_ => { }); // Sessions end: what comes now is asked again elsewhere.
    }

    private void HandleFromRelay(IFromRelay message)
    {
        var session = sessions.GetValueOrDefault(Sender);
        if (message.Session < session?.Number)
            return;
        if (message.Session > session?.Number)
            Forget(Sender);
        if (message.Session != session?.Number)
            session = message.Position == 1 ? Begin(message.Session) : null;

        if (session?.TryTake(message) == true)
            Take(message, session);
        else
            EndSession(Sender, message.Session);
    }

    private RelaySession Begin(long number)
    {
        Context.Watch(Sender);
        return sessions[Sender] = new RelaySession(room, number, Sender, Self, () => Self.Path / $"{++lastPath}");
    }

    private void Take(IFromRelay message, RelaySession session)
    {
        if (message is TouchRoom)
            Sender.Tell(session.Touched);
        else if (message is FromMember said && session.SenderOf(said) is { } member)
            roomActor.Tell(said.Message, member);
    }

    private void EndSession(IActorRef relay, long number)
    {
        Forget(relay);
        relay.Tell(new SessionEnded(room, number));
    }

    private void Forget(IActorRef relay)
    {
        Context.Unwatch(relay);
        if (!sessions.Remove(relay, out var session))
            return;
        foreach (var member in session.Members)
            roomActor.Tell(new LeaveRoom(room), member);
    }

    private void HandleTerminated(Terminated death)
    {
        if (!death.ActorRef.Equals(roomActor))
        {
            Forget(death.ActorRef);
            return;
        }
        foreach (var (relay, session) in sessions)
            relay.Tell(new SessionEnded(room, session.Number));
        Context.Stop(Self);
    }

    private void HandleIdle(RoomActor.Idle _) => Context.Parent.Tell(new Passivate(Stop.Instance));

    private void HandleStop(Stop _)
    {
        Become(Stopping);
        roomActor.Tell(new RoomActor.StopWhenSettled());
        Timers.StartSingleTimer(nameof(StopTimeout), new StopTimeout(), StopTime);
    }
}
