using Akka.Actor;
using Akka.Cluster;
using Akka.Event;

namespace AkkaChat.Actors.Cluster;

/// <summary>Tells an operator, in one line each, what becomes of the cluster.</summary>
public sealed class ClusterNewsActor : ReceiveActor, IWithTimers
{
    private sealed record Waiting : INoSerializationVerificationNeeded;

    /// <summary>A cluster that is there lets a node in within this time; and how often a node that is not in yet says so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Interval = TimeSpan.FromMinutes(1);

    private readonly ClusterNode node;
    private readonly Akka.Cluster.Cluster cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter logger = Context.GetLogger();

    public ClusterNewsActor(ClusterNode node)
    {
        this.node = node;
        Receive<Waiting>(HandleWaiting);
        Receive<ClusterEvent.MemberUp>(up => HandleUp(up.Member));
        Receive<ClusterEvent.UnreachableMember>(lost => logger.Warning("Node {0} can't be reached", Name(lost.Member)));
        Receive<ClusterEvent.ReachableMember>(back => logger.Warning("Node {0} can be reached again", Name(back.Member)));
        Receive<ClusterEvent.MemberRemoved>(HandleRemoved);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ClusterNode node) => Akka.Actor.Props.Create(() => new ClusterNewsActor(node));

    protected override void PreStart()
    {
        cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        Timers.StartPeriodicTimer(nameof(Waiting), new Waiting(), Patience, Interval);
    }

    protected override void PostStop() => cluster.Unsubscribe(Self);

    protected override void Unhandled(object message)
    {
        // Nodes that join or leave are no news until they are in or out.
    }

    private void HandleWaiting(Waiting _) => logger.Warning(
        "This node is in no cluster yet: not enough of the seeds {0} answer. It keeps trying", string.Join(", ", node.Seeds));

    private void HandleUp(Member member)
    {
        if (member.UniqueAddress == cluster.SelfUniqueAddress)
            Timers.Cancel(nameof(Waiting));
        logger.Info("Node {0} is in the cluster", Name(member));
    }

    private void HandleRemoved(ClusterEvent.MemberRemoved removed)
    {
        if (removed.PreviousStatus == MemberStatus.Down)
            logger.Warning("Node {0} was put out of the cluster", Name(removed.Member));
        else
            logger.Info("Node {0} has left the cluster", Name(removed.Member));
    }

    private static NodeAddress Name(Member member) => NodeAddress.Of(member.Address);
}
