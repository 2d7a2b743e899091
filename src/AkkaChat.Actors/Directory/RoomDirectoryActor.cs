using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Directory;

/// <summary>
/// The rooms that a newcomer is told of: those with the latest activity, as they stood a second ago. It starts from the log, and
/// rooms report their changes.
/// </summary>
public sealed class RoomDirectoryActor : ReceiveActor, IWithTimers
{
    /// <summary>From a room, at most once a second.</summary>
    public sealed record RoomStatus(RoomId Room, string Epoch, long Head, int Online) : INoSerializationVerificationNeeded;

    /// <summary>Answered by <see cref="RoomList"/>.</summary>
    public sealed record GetRooms : INoSerializationVerificationNeeded;

    /// <summary>The latest active room first.</summary>
    public sealed record RoomList(IReadOnlyList<RoomStatus> Rooms) : INoSerializationVerificationNeeded;

    private sealed record Load : INoSerializationVerificationNeeded;

    /// <summary>Rooms on the list (docs/protocol.md, welcome).</summary>
    private const int MostRooms = 200;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    private readonly IActorRef reader;
    private readonly Dictionary<RoomId, LinkedListNode<RoomStatus>> byRoom = [];
    private readonly LinkedList<RoomStatus> latestFirst = [];
    private RoomList? list;

    public RoomDirectoryActor(IActorRef reader)
    {
        this.reader = reader;
        Receive<RoomStatus>(HandleStatus);
        Receive<GetRooms>(HandleGetRooms);
        Receive<RoomsRead>(HandleLoaded);
        Receive<LogUnavailable>(HandleLoadFailed);
        Receive<Load>(HandleLoad);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(IActorRef reader) => Akka.Actor.Props.Create(() => new RoomDirectoryActor(reader));

    protected override void PreStart() => Self.Tell(new Load());

    private void HandleLoad(Load _) => reader.Tell(new ReadRooms(MostRooms));

    private void HandleLoadFailed(LogUnavailable _) => Timers.StartSingleTimer(nameof(Load), new Load(), RetryInterval);

    private void HandleLoaded(RoomsRead read)
    {
        foreach (var (room, epoch, head) in read.Rooms.Where(r => !byRoom.ContainsKey(r.Room)))
            byRoom[room] = latestFirst.AddLast(new RoomStatus(room, epoch, head, Online: 0));
        Trim();
    }

    private void HandleStatus(RoomStatus status)
    {
        if (byRoom.Remove(status.Room, out var node))
            latestFirst.Remove(node);
        byRoom[status.Room] = latestFirst.AddFirst(status);
        Trim();
    }

    private void Trim()
    {
        list = null;
        for (; latestFirst.Count > MostRooms; latestFirst.RemoveLast())
            byRoom.Remove(latestFirst.Last!.Value.Room);
    }

    private void HandleGetRooms(GetRooms _) => Sender.Tell(list ??= new RoomList([.. latestFirst]));
}

public static class RoomDirectoryHosting
{
    public static AkkaConfigurationBuilder AddRoomDirectory(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry) => registry.Register<RoomDirectoryActor>(system.ActorOf(
            RoomDirectoryActor.Props(registry.Get<RoomLogReader>()), "room-directory")));
}
