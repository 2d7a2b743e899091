using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Inspection;

/// <summary>Looks at this node once: asks its rooms and connections, waits a moment for those that are slow, and tells what it has heard.</summary>
internal sealed class NodeLookActor : ReceiveActor, IWithTimers
{
    private sealed record TimeIsUp : INoSerializationVerificationNeeded;

    /// <summary>A room that has not answered by then is in trouble, and shown so.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(400);

    /// <summary>Asked on a node, so that a look stays cheap: each costs a message there and back.</summary>
    private const int MostRoomsAsked = 10_000;

    private readonly InspectionServices services;
    private readonly LookAtNode request;
    private readonly IActorRef asker;
    private readonly Dictionary<RoomId, RoomReport> rooms = [];
    private readonly Dictionary<RoomId, int> here = [];
    private int roomCount, silentRooms, answers, unanswered;
    private int? connections;
    private long waitingBytes;

    public NodeLookActor(InspectionServices services, LookAtNode request, IActorRef asker)
    {
        this.services = services;
        this.request = request;
        this.asker = asker;
        Receive<RoomReport>(HandleRoom);
        Receive<ConnectionsReport>(HandleConnections);
        Receive<ConnectionReport>(HandleConnection);
        Receive<TimeIsUp>(_ => Tell());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(InspectionServices services, LookAtNode request, IActorRef asker) =>
        Akka.Actor.Props.Create(() => new NodeLookActor(services, request, asker));

    protected override void PreStart()
    {
        Timers.StartSingleTimer(nameof(TimeIsUp), new TimeIsUp(), MostTime);
        services.Connections.Tell(Look.Instance);
        var all = services.Rooms.All;
        roomCount = all.Count;
        foreach (var (actor, room) in all.Take(MostRoomsAsked))
        {
            rooms[room] = new RoomReport(room, RoomCondition.Silent, 0, 0, 0, 0, 0, Mailboxes.Waiting(actor));
            actor.Tell(Look.Instance);
        }
        silentRooms = rooms.Count;
    }

    private void HandleRoom(RoomReport report)
    {
        if (rooms[report.Room].Condition == RoomCondition.Silent)
            silentRooms--;
        rooms[report.Room] = report with { Mailbox = rooms[report.Room].Mailbox };
        TellWhenComplete();
    }

    private void HandleConnections(ConnectionsReport report)
    {
        connections = report.Count;
        TellWhenComplete();
    }

    private void HandleConnection(ConnectionReport report)
    {
        answers++;
        unanswered += report.Unanswered;
        waitingBytes += report.WaitingBytes;
        foreach (var room in report.Rooms)
            here[room] = here.GetValueOrDefault(room) + 1;
        TellWhenComplete();
    }

    private void TellWhenComplete()
    {
        if (silentRooms == 0 && answers == connections)
            Tell();
    }

    private void Tell()
    {
        var still = services.Rooms.All.Select(room => room.Value).ToHashSet();
        foreach (var room in rooms.Values.Where(r => r.Condition == RoomCondition.Silent && !still.Contains(r.Room)).ToList())
            rooms.Remove(room.Room); // It stopped meanwhile.
        asker.Tell(new NodeReport(
            NodeState.AllOf(Context.System).First(node => node.IsThis).Node,
            (long)Context.System.Uptime.TotalSeconds,
            connections ?? answers,
            Math.Max(0, (connections ?? answers) - answers),
            unanswered,
            waitingBytes,
            Mailboxes.Waiting(services.Writer),
            Mailboxes.WaitingForRoutees(services.Reader),
            roomCount,
            [.. rooms.Values.OrderBy(r => r, Busiest.First).Take(request.MostRooms)],
            [.. here.Select(h => new RoomHere(h.Key, h.Value)).OrderByDescending(h => h.Connections).ThenBy(h => h.Room.Value, StringComparer.Ordinal).Take(request.MostRooms)]));
        Context.Stop(Self);
    }
}
