using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>
/// The rooms of a connection. Most connections are in one room, which is looked for with each batch that it tells: so the first one is kept
/// aside, and found without hashing its name.
/// </summary>
public sealed class Subscriptions
{
    private RoomId firstRoom;
    private Subscription? first;
    private Dictionary<RoomId, Subscription>? others;

    public int Count => (first is null ? 0 : 1) + (others?.Count ?? 0);

    public IReadOnlyCollection<RoomId> All => [.. Heads.Keys];

    /// <summary>The newest seq that is known of each room.</summary>
    public IReadOnlyDictionary<RoomId, long> Heads
    {
        get
        {
            var heads = new Dictionary<RoomId, long>(Count);
            if (first is not null)
                heads.Add(firstRoom, first.Head);
            foreach (var (room, subscription) in others ?? [])
                heads.Add(room, subscription.Head);
            return heads;
        }
    }

    /// <summary>Null when the connection is not in that room, nor on its way into it.</summary>
    public Subscription? Find(RoomId room)
    {
        if (first is null || room != firstRoom)
            return others?.GetValueOrDefault(room);
        firstRoom = room; // The room's own string, once it has told something: the same string is found without reading it.
        return first;
    }

    public bool Contains(RoomId room) => Find(room) is not null;

    /// <summary>The room's subscription, a new one when there was none.</summary>
    public Subscription Add(RoomId room)
    {
        if (Find(room) is { } known)
            return known;
        var added = new Subscription();
        if (first is null)
            (firstRoom, first) = (room, added);
        else
            (others ??= []).Add(room, added);
        return added;
    }

    public void Remove(RoomId room)
    {
        if (first is not null && room == firstRoom)
            first = null;
        else
            others?.Remove(room);
    }
}
