using Akka.Actor;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// The connections in a room, and the people behind them: somebody with three tabs is present once. A member that has not caught up
/// with the log yet gets no live events.
/// </summary>
public sealed class RoomMembers
{
    private readonly Dictionary<IActorRef, Person> connections = [];
    private readonly HashSet<IActorRef> live = [];
    private readonly Dictionary<UserId, (Person Person, int Connections)> people = [];
    private readonly Dictionary<UserId, Person> joined = [];
    private readonly Dictionary<UserId, Person> left = [];

    public int Count => connections.Count;

    /// <summary>People, not connections.</summary>
    public int Online => people.Count;

    public bool HasPresenceChanges => joined.Count + left.Count > 0;

    public IReadOnlyCollection<IActorRef> Connections => connections.Keys;

    public IReadOnlyCollection<IActorRef> Live => live;

    public bool Contains(IActorRef connection) => connections.ContainsKey(connection);

    /// <summary>False when the connection was a member already.</summary>
    public bool Add(IActorRef connection, Person who)
    {
        if (!connections.TryAdd(connection, who))
            return false;
        var count = people.TryGetValue(who.Id, out var present) ? present.Connections : 0;
        people[who.Id] = (who, count + 1);
        if (count == 0 && !left.Remove(who.Id))
            joined[who.Id] = who;
        return true;
    }

    /// <summary>False when the connection was no member.</summary>
    public bool Remove(IActorRef connection)
    {
        if (!connections.Remove(connection, out var who))
            return false;
        live.Remove(connection);
        var (person, count) = people[who.Id];
        if (count > 1)
        {
            people[who.Id] = (person, count - 1);
            return true;
        }
        people.Remove(who.Id);
        if (!joined.Remove(who.Id))
            left[who.Id] = person;
        return true;
    }

    /// <summary>Whether live events go to this member from now on.</summary>
    public void SetLive(IActorRef connection, bool isLive)
    {
        if (isLive)
            live.Add(connection);
        else
            live.Remove(connection);
    }

    public IReadOnlyList<Person> People(int limit) => [.. people.Values.Take(limit).Select(p => p.Person)];

    /// <summary>Who came and went since the last call: somebody who came and went again is in neither list.</summary>
    public (IReadOnlyList<Person> Joined, IReadOnlyList<Person> Left) TakePresenceChanges(int limit)
    {
        var changes = (joined.Values.Take(limit).ToList(), left.Values.Take(limit).ToList());
        joined.Clear();
        left.Clear();
        return changes;
    }
}
