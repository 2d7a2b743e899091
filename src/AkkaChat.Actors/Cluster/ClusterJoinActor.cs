using Akka.Actor;
using Akka.Cluster;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// Brings the node into the cluster. It asks the other seeds; when none of them is in a cluster, the seeds begin one, the first of the list first.
/// What a single cut-off node begins does not come into being, because it takes most of the seeds: such a node gives up and starts anew.
/// </summary>
public sealed class ClusterJoinActor : ReceiveActor, IWithTimers
{
    private sealed record Begin : INoSerializationVerificationNeeded;

    private sealed record GiveUp : INoSerializationVerificationNeeded;

    /// <summary>How long the first seed asks the others, how much longer each next one, and how long a node that has joined waits to be in.</summary>
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(2), AskTimeMore = TimeSpan.FromSeconds(5), JoinTime = TimeSpan.FromSeconds(20);

    private readonly ClusterNode node;
    private readonly Akka.Cluster.Cluster cluster = Akka.Cluster.Cluster.Get(Context.System);

    public ClusterJoinActor(ClusterNode node)
    {
        this.node = node;
        Receive<Begin>(HandleBegin);
        Receive<GiveUp>(HandleGiveUp);
        Receive<ClusterEvent.MemberJoined>(HandleJoined, joined => IsMe(joined.Member));
        Receive<ClusterEvent.MemberUp>(HandleUp, up => IsMe(up.Member));
        Receive<ClusterEvent.IMemberEvent>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ClusterNode node) => Akka.Actor.Props.Create(() => new ClusterJoinActor(node));

    protected override void PreStart()
    {
        cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));
        var others = node.Seeds.Where(seed => seed != node.Address).ToList();
        if (others.Count > 0)
            cluster.JoinSeedNodes(others.Select(seed => cluster.SelfAddress.WithHost(seed.Host).WithPort(seed.Port)));
        var place = node.Seeds.ToList().IndexOf(node.Address);
        if (place >= 0)
            Timers.StartSingleTimer(nameof(Begin), new Begin(), others.Count == 0 ? TimeSpan.Zero : AskTime + place * AskTimeMore);
    }

    protected override void PostStop() => cluster.Unsubscribe(Self);

    private bool IsMe(Member member) => member.UniqueAddress == cluster.SelfUniqueAddress;

    private void HandleBegin(Begin _) => cluster.Join(cluster.SelfAddress);

    private void HandleJoined(ClusterEvent.MemberJoined _)
    {
        Timers.Cancel(nameof(Begin));
        Timers.StartSingleTimer(nameof(GiveUp), new GiveUp(), JoinTime);
    }

    private void HandleUp(ClusterEvent.MemberUp _) => Context.Stop(Self);

    private void HandleGiveUp(GiveUp _) => cluster.Down(cluster.SelfAddress);
}
