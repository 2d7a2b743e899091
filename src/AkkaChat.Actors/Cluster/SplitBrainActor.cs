using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// Ends a split brain: two clusters over one database, each of which took the other for dead and does not talk with it any more. They show each
/// other in the database whom they see. A node that a larger cluster went on without puts itself out, and its process joins that one. The
/// split-brain resolver can't: it decides by what one side sees, once, and nodes that are lost one after another can leave most of them on both.
/// </summary>
internal sealed class SplitBrainActor : ReceiveActor, IWithTimers
{
    private sealed record Look : INoSerializationVerificationNeeded;

    private sealed record Seen(NodeView Mine, IReadOnlyList<NodeView> Others) : INoSerializationVerificationNeeded;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>More than what is still read of a node that ended (<see cref="INodeRegister"/>): nobody leaves for a cluster that is no more.</summary>
    private const int LooksToBeSure = 4;

    private readonly INodeRegister register;
    private readonly Akka.Cluster.Cluster cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly ILoggingAdapter logger = Context.GetLogger();
    private bool isLooking;
    private int looksPassedOver;

    public SplitBrainActor(INodeRegister register)
    {
        this.register = register;
        Receive<Look>(HandleLook);
        Receive<Seen>(HandleSeen);
        Receive<Status.Failure>(HandleFailure);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(INodeRegister register) => Akka.Actor.Props.Create(() => new SplitBrainActor(register));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Look), new Look(), Interval);

    // The database is asked on a thread of the pool, one question at a time, each with the bound of a statement.
    private void HandleLook(Look _)
    {
        if (isLooking || cluster.SelfMember.Status != MemberStatus.Up)
            return;
        isLooking = true;
        var mine = Mine();
        Task.Run(() => new Seen(mine, register.Exchange(mine))).PipeTo(Self);
    }

    private void HandleSeen(Seen seen)
    {
        isLooking = false;
        var larger = seen.Others.FirstOrDefault(other => HasPassedOver(seen.Mine, other));
        looksPassedOver = larger is null ? 0 : looksPassedOver + 1;
        if (looksPassedOver < LooksToBeSure)
            return;
        logger.Error("A cluster of {0} nodes went on without this one, which reaches {1}, itself included: it leaves its own for that",
            larger!.Reached.Count, seen.Mine.Reached.Count);
        cluster.Down(cluster.SelfAddress);
    }

    // Without the database neither side can write, and what it could tell is not missed. The log's writer says that it is away.
    private void HandleFailure(Status.Failure failure)
    {
        isLooking = false;
        looksPassedOver = 0;
        if (failure.Cause is not LogUnavailableException)
            logger.Error(failure.Cause, "What other nodes see can't be read");
    }

    private static bool HasPassedOver(NodeView mine, NodeView other) => !other.Members.Contains(mine.Node) && IsLarger(other.Reached, mine.Reached);

    // Of two of a size, all nodes of both must name the same one.
    private static bool IsLarger(IReadOnlyList<string> there, IReadOnlyList<string> here) => there.Count == here.Count
        ? string.CompareOrdinal(there.Min(StringComparer.Ordinal), here.Min(StringComparer.Ordinal)) < 0
        : there.Count > here.Count;

    private NodeView Mine()
    {
        var state = cluster.State;
        var members = state.Members.Where(member => member.Status is not MemberStatus.Down).ToList();
        return new NodeView(Name(cluster.SelfMember), [.. members.Select(Name)], [.. members.Except(state.Unreachable).Select(Name)]);
    }

    private static string Name(Member member) => $"{NodeAddress.Of(member.Address)}#{member.UniqueAddress.Uid}";
}
