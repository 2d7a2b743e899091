using Akka.Actor;
using Akka.Cluster;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// Brings the node into the cluster, and stops when it is in. It asks the other seeds, for as long as it takes. When none is in a cluster and most
/// of them are there, the first of these in the list begins one: so there is never a second one, and a seed that is cut off begins none.
/// </summary>
public sealed class ClusterJoinActor : ReceiveActor, IWithTimers
{
    private sealed record Tick : INoSerializationVerificationNeeded;

    private sealed record MayBegin : INoSerializationVerificationNeeded;

    private sealed record GiveUp : INoSerializationVerificationNeeded;

    /// <summary>The actor's name, by which seeds find each other.</summary>
    public const string Name = "cluster-join";

    /// <summary>How often seeds show each other that they are there; how long a cluster has to let this node join; and then to let it in.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500), AskTime = TimeSpan.FromSeconds(2), JoinTime = TimeSpan.FromSeconds(20);

    private readonly ClusterNode node;
    private readonly Akka.Cluster.Cluster cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly IReadOnlyList<NodeAddress> others;
    private readonly HashSet<NodeAddress> there = [];
    private bool mayBegin;

    public ClusterJoinActor(ClusterNode node)
    {
        this.node = node;
        others = [.. node.Seeds.Where(seed => seed != node.Address)];
        Receive<Tick>(HandleTick);
        Receive<ActorIdentity>(HandleIdentity);
        Receive<MayBegin>(_ => mayBegin = true);
        Receive<ClusterEvent.MemberJoined>(HandleJoined, joined => IsMe(joined.Member));
        Receive<ClusterEvent.MemberUp>(HandleUp, up => IsMe(up.Member));
        Receive<ClusterEvent.IMemberEvent>(_ => { });
        Receive<GiveUp>(HandleGiveUp);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ClusterNode node) => Akka.Actor.Props.Create(() => new ClusterJoinActor(node));

    protected override void PreStart()
    {
        cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));
        if (others.Count > 0)
            cluster.JoinSeedNodes(others.Select(AkkaAddress));
        Timers.StartSingleTimer(nameof(MayBegin), new MayBegin(), others.Count > 0 ? AskTime : TimeSpan.Zero);
        Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TimeSpan.Zero, Interval);
    }

    protected override void PostStop() => cluster.Unsubscribe(Self);

    private Address AkkaAddress(NodeAddress seed) => cluster.SelfAddress.WithHost(seed.Host).WithPort(seed.Port);

    private bool IsMe(Member member) => member.UniqueAddress == cluster.SelfUniqueAddress;

    private void HandleTick(Tick _)
    {
        if (mayBegin && IsFirstOfMost())
            cluster.Join(cluster.SelfAddress);
        there.Clear();
        foreach (var seed in others)
            Context.ActorSelection(new RootActorPath(AkkaAddress(seed)) / "user" / Name).Tell(new Identify(seed.ToString()));
    }

    // Who is in a cluster has no such actor any more, and answers the join instead.
    private void HandleIdentity(ActorIdentity answer)
    {
        if (answer.Subject is not null)
            there.UnionWith(others.Where(seed => seed.ToString() == (string)answer.MessageId));
    }

    private bool IsFirstOfMost() =>
        there.Count + 1 >= node.MostSeeds && node.Seeds.FirstOrDefault(seed => seed == node.Address || there.Contains(seed)) == node.Address;

    private void HandleJoined(ClusterEvent.MemberJoined _)
    {
        Timers.CancelAll();
        Timers.StartSingleTimer(nameof(GiveUp), new GiveUp(), JoinTime);
    }

    private void HandleUp(ClusterEvent.MemberUp _) => Context.Stop(Self);

    // Puts itself out; the server begins anew.
    private void HandleGiveUp(GiveUp _) => cluster.Down(cluster.SelfAddress);
}
