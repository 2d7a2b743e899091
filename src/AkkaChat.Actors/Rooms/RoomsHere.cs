using System.Collections.Concurrent;
using Akka.Actor;

namespace AkkaChat.Actors.Rooms;

/// <summary>The rooms that live on this node, for who looks at it (docs/operations.md, To look inside). Nothing is decided by it.</summary>
public sealed class RoomsHere
{
    // By actor: while a room moves away and back, two may have its name for a moment.
    private readonly ConcurrentDictionary<IActorRef, RoomId> rooms = [];

    public IReadOnlyCollection<KeyValuePair<IActorRef, RoomId>> All => rooms.ToArray();

    public void Add(RoomId room, IActorRef actor) => rooms[actor] = room;

    public void Remove(IActorRef actor) => rooms.TryRemove(actor, out _);
}
