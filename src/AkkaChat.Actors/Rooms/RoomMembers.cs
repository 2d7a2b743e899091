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

    // Whom all members know of, and who may have changed since they were told.
    private readonly Dictionary<UserId, Person> announced = [];
    private readonly Dictionary<UserId, Person> changed = [];

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
        changed[who.Id] = who;
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
        changed[who.Id] = person;
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

    /// <summary>
    /// Who came, or has a new name, and who went since the last call. Also told is the going of somebody whose coming was not: whoever
    /// joined in between has seen them.
    /// </summary>
    public (IReadOnlyList<Person> Joined, IReadOnlyList<Person> Left) TakePresenceChanges()
    {
        var (joined, left) = (new List<Person>(), new List<Person>());
        foreach (var (id, lastKnown) in changed)
        {
            if (!people.TryGetValue(id, out var now))
            {
                announced.Remove(id);
                left.Add(lastKnown);
            }
            else if (announced.GetValueOrDefault(id) != now.Person)
            {
                announced[id] = now.Person;
                joined.Add(now.Person);
            }
        }
        changed.Clear();
        return (joined, left);
    }
}
