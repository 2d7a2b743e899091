using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// Routes a message to its room, and starts the room when it is not there; in a cluster, to this node's relay of the room. While an idle one
/// stops, what comes for it waits here, and goes to its next incarnation.
/// </summary>
public sealed class RoomsActor : ReceiveActor
{
    private readonly Func<RoomId, Props> propsOf;
    private readonly Dictionary<RoomId, IActorRef> rooms = [];

    // As long as the connections' own bounds let through in the moment that a room takes to stop.
    private readonly Dictionary<RoomId, Queue<(IRoomMessage Message, IActorRef Sender)>> stopping = [];

    public RoomsActor(Func<RoomId, Props> propsOf)
    {
        this.propsOf = propsOf;
        Receive<IRoomMessage>(HandleRoomMessage);
        Receive<RoomActor.Idle>(HandleIdle);
        Receive<RoomActor.Busy>(HandleBusy);
        Receive<Terminated>(HandleTerminated);
    }

    /// <param name="propsOf">The actor of one room: a <see cref="RoomActor"/>, or what stands for it on this node.</param>
    public static Props Props(Func<RoomId, Props> propsOf) =>
        Akka.Actor.Props.Create(() => new RoomsActor(propsOf)).WithDispatcher(InlineDispatcher.Path);

    // A room that fails starts again from the log, as often as it takes; its members join again.
    protected override SupervisorStrategy SupervisorStrategy() => new RoomSupervision(whenFenced: Directive.Restart);

    private void HandleRoomMessage(IRoomMessage message)
    {
        if (stopping.TryGetValue(message.Room, out var held))
            held.Enqueue((message, Sender));
        else
            RoomOf(message.Room).Forward(message);
    }

    private void HandleIdle(RoomActor.Idle idle)
    {
        if (stopping.TryAdd(idle.Room, new Queue<(IRoomMessage, IActorRef)>()))
            rooms[idle.Room].Tell(new RoomActor.StopIfIdle());
    }

    private void HandleBusy(RoomActor.Busy busy) => Release(busy.Room);

    private void HandleTerminated(Terminated death)
    {
        var room = RoomId.Stored(death.ActorRef.Path.Name);
        rooms.Remove(room);
        Release(room);
    }

    private void Release(RoomId room)
    {
        if (!stopping.Remove(room, out var held))
            return;
        foreach (var (message, sender) in held)
            RoomOf(room).Tell(message, sender);
    }

    private IActorRef RoomOf(RoomId room)
    {
        if (!rooms.TryGetValue(room, out var actor))
            rooms[room] = actor = Context.Watch(Context.ActorOf(propsOf(room), room.Value));
        return actor;
    }
}

public static class RoomsHosting
{
    public static AkkaConfigurationBuilder AddRooms(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, resolver) =>
        {
            var services = RoomServices.Of(registry, resolver);
            registry.Register<RoomsActor>(system.ActorOf(RoomsActor.Props(room => RoomActor.Props(room, services)), "rooms"));
        });
}
