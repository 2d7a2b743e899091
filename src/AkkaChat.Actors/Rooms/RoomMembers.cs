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

    // Whom the members know of, and who may have changed since they were told.
    private readonly Dictionary<UserId, Person> announced = [];
    private readonly HashSet<UserId> changed = [];

    public int Count => connections.Count;

    /// <summary>People, not connections.</summary>
    public int Online => people.Count;

    public IReadOnlyCollection<IActorRef> Connections => connections.Keys;

    public IReadOnlyCollection<IActorRef> Live => live;

    public bool Contains(IActorRef connection) => connections.ContainsKey(connection);

    /// <summary>False when the connection was a member already.</summary>
    public bool Add(IActorRef connection, Person who)
    {
        if (!connections.TryAdd(connection, who))
            return false;
        people[who.Id] = (who, people.GetValueOrDefault(who.Id).Connections + 1);
        changed.Add(who.Id);
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
            people[who.Id] = (person, count - 1);
        else
            people.Remove(who.Id);
        changed.Add(who.Id);
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

    /// <summary>Who came, or has a new name, and who went since the last call. Somebody who came and went again is in neither list.</summary>
    public (IReadOnlyList<Person> Joined, IReadOnlyList<Person> Left) TakePresenceChanges()
    {
        var (joined, left) = (new List<Person>(), new List<Person>());
        foreach (var id in changed)
        {
            var before = announced.GetValueOrDefault(id);
            if (people.TryGetValue(id, out var now))
                announced[id] = now.Person;
            else
                announced.Remove(id);
            if (now.Person is not null && now.Person != before)
                joined.Add(now.Person);
            else if (now.Person is null && before is not null)
                left.Add(before);
        }
        changed.Clear();
        return (joined, left);
    }
}
