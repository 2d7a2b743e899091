using Akka.Actor;

namespace AkkaChat.Actors.Inspection;

/// <summary>Looks at all nodes once: asks the inspector of each, waits a second at most, and tells what it has heard.</summary>
internal sealed class ClusterLookActor : ReceiveActor, IWithTimers
{
    private sealed record TimeIsUp : INoSerializationVerificationNeeded;

    /// <summary>Rooms that a node tells of: so that its answer stays far below what may cross in one message.</summary>
    public const int MostRooms = 1_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private readonly IActorRef asker;
    private readonly IReadOnlyList<NodeState> nodes = NodeState.AllOf(Context.System);
    private readonly Dictionary<string, NodeReport> reports = [];

    public ClusterLookActor(IActorRef asker)
    {
        this.asker = asker;
        Receive<NodeReport>(HandleReport);
        Receive<TimeIsUp>(_ => Tell());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IActorRef asker) => Akka.Actor.Props.Create(() => new ClusterLookActor(asker));

    protected override void PreStart()
    {
        Timers.StartSingleTimer(nameof(TimeIsUp), new TimeIsUp(), MostTime);
        foreach (var node in nodes.Where(IsAsked))
            InspectorOf(node).Tell(new LookAtNode(MostRooms), Self);
    }

    private static ICanTell InspectorOf(NodeState node) =>
        node.IsThis ? Context.Parent : Context.ActorSelection(new RootActorPath(node.Address) / "user" / InspectorActor.Name);

    private static bool IsAsked(NodeState node) => node.IsReachable || node.IsThis;

    private void HandleReport(NodeReport report)
    {
        reports[report.Node] = report;
        if (nodes.Where(IsAsked).All(node => reports.ContainsKey(node.Node)))
            Tell();
    }

    private void Tell()
    {
        asker.Tell(new ClusterReport([.. nodes.Select(node => new NodeSight(node, reports.GetValueOrDefault(node.Node)))]));
        Context.Stop(Self);
    }
}
