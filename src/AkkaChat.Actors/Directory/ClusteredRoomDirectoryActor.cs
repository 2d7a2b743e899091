using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Directory;

/// <summary>To the directories of the other nodes: what the rooms of this node have reported.</summary>
public sealed record RoomNews(IReadOnlyList<RoomDirectoryActor.RoomStatus> Rooms) : ICrossesNodes;

/// <summary>
/// The <see cref="RoomDirectoryActor"/> of a node, which hears of the rooms of all nodes. Each node tells the others what its own rooms report,
/// once a second; a node that comes is told of those in which somebody is, and the log tells of the rest. When a node goes, nobody is in
/// its rooms until they report from elsewhere.
/// </summary>
public sealed class ClusteredRoomDirectoryActor : ReceiveActor, IWithTimers
{
    private sealed record TellOthers : INoSerializationVerificationNeeded;

    internal const string Name = "room-directory";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Akka.Cluster.Cluster cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly IActorRef directory;
    private readonly Dictionary<Address, ActorSelection> others = [];

    // Rooms with somebody in them, and the node that told so; null for this one.
    private readonly Dictionary<RoomId, (RoomDirectoryActor.RoomStatus Status, Address? Node)> lively = [];
    private readonly Dictionary<RoomId, RoomDirectoryActor.RoomStatus> untold = [];

    public ClusteredRoomDirectoryActor(IActorRef reader)
    {
        directory = Context.ActorOf(RoomDirectoryActor.Props(reader), "local");
        Receive<RoomDirectoryActor.GetRooms>(asked => directory.Forward(asked));
        Receive<RoomDirectoryActor.RoomStatus>(HandleStatus);
        Receive<TellOthers>(HandleTellOthers);
        Receive<RoomNews>(HandleNews);
        Receive<ClusterEvent.MemberUp>(HandleUp, up => up.Member.UniqueAddress != cluster.SelfUniqueAddress);
        Receive<ClusterEvent.MemberRemoved>(HandleRemoved);
        Receive<ClusterEvent.IMemberEvent>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IActorRef reader) => Akka.Actor.Props.Create(() => new ClusteredRoomDirectoryActor(reader));

    protected override void PreStart() => cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));

    protected override void PostStop() => cluster.Unsubscribe(Self);

    private void HandleStatus(RoomDirectoryActor.RoomStatus status)
    {
        Take(status, node: null);
        untold[status.Room] = status;
        if (!Timers.IsTimerActive(nameof(TellOthers)))
            Timers.StartSingleTimer(nameof(TellOthers), new TellOthers(), Second);
    }

    private void HandleTellOthers(TellOthers _)
    {
        var news = new RoomNews([.. untold.Values]);
        untold.Clear();
        foreach (var other in others.Values)
            other.Tell(news);
    }

    private void HandleNews(RoomNews news)
    {
        foreach (var status in news.Rooms)
            Take(status, Sender.Path.Address);
    }

    private void Take(RoomDirectoryActor.RoomStatus status, Address? node)
    {
        directory.Tell(status);
        if (status.Online > 0)
            lively[status.Room] = (status, node);
        else
            lively.Remove(status.Room);
    }

    private void HandleUp(ClusterEvent.MemberUp up)
    {
        var address = up.Member.Address;
        var other = others[address] = Context.ActorSelection(new RootActorPath(address) / "user" / Name);
        if (lively.Values.Where(l => l.Node is null).Select(l => l.Status).ToList() is { Count: > 0 } mine)
            other.Tell(new RoomNews(mine));
    }

    private void HandleRemoved(ClusterEvent.MemberRemoved removed)
    {
        others.Remove(removed.Member.Address);
        foreach (var (status, _) in lively.Values.Where(l => l.Node == removed.Member.Address).ToList())
            Take(status with { Online = 0 }, node: null);
    }
}

public static class ClusteredRoomDirectoryHosting
{
    /// <summary>In place of <see cref="RoomDirectoryHosting.AddRoomDirectory"/> on a node of a cluster.</summary>
    public static AkkaConfigurationBuilder AddClusteredRoomDirectory(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry) => registry.Register<RoomDirectoryActor>(system.ActorOf(
            ClusteredRoomDirectoryActor.Props(registry.Get<RoomLogReader>()), ClusteredRoomDirectoryActor.Name)));
}
