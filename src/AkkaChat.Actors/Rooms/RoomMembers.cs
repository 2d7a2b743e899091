using Akka.Actor;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>A connection of another node, which hears what all members hear through the relay there.</summary>
public interface IRelayedConnection
{
    IActorRef Relay { get; }
}

/// <summary>
/// The connections in a room, and the people behind them: somebody with three tabs is present once. A member that has not caught up
/// with the log yet gets no live events. How far people have read is known as long as they are here.
/// </summary>
public sealed class RoomMembers
{
    private readonly Dictionary<IActorRef, Member> connections = [];

    // Whom live events are told, and how many live members hear them there: a connection hears for itself, a relay for its node.
    private readonly Dictionary<IActorRef, int> audience = [];
    private readonly Dictionary<UserId, Presence> people = [];

    // Whom all members know of, and who may have changed since they were told.
    private readonly Dictionary<UserId, Person> announced = [];
    private readonly Dictionary<UserId, Person> changed = [];

    private IReadOnlyList<Person>? listed;

    private readonly record struct Member(Person Person, bool IsLive);

    private sealed class Presence(Person person)
    {
        /// <summary>Under the newest name.</summary>
        public Person Person { get; set; } = person;

        public List<IActorRef> Connections { get; } = [];

        /// <summary>Null: none was stored while the person is here; only the database knows.</summary>
        public long? Mark { get; set; }
    }

    public int Count => connections.Count;

    /// <summary>People, not connections.</summary>
    public int Online => people.Count;

    public IReadOnlyCollection<IActorRef> Connections => connections.Keys;

    public Dictionary<IActorRef, int>.KeyCollection Audience => audience.Keys;

    public bool Contains(IActorRef connection) => connections.ContainsKey(connection);

    public bool IsLive(IActorRef connection) => connections.GetValueOrDefault(connection).IsLive;

    /// <summary>False when the connection was a member already.</summary>
    public bool Add(IActorRef connection, Person who)
    {
        if (!connections.TryAdd(connection, new Member(who, IsLive: false)))
            return false;
        if (!people.TryGetValue(who.Id, out var presence))
            people[who.Id] = presence = new Presence(who);
        if (presence.Person != who)
            listed = null;
        presence.Person = who;
        presence.Connections.Add(connection);
        changed[who.Id] = who;
        return true;
    }

    /// <summary>False when the connection was no member.</summary>
    public bool Remove(IActorRef connection)
    {
        SetLive(connection, false);
        if (!connections.Remove(connection, out var member))
            return false;
        var who = member.Person;
        var presence = people[who.Id];
        presence.Connections.Remove(connection);
        if (presence.Connections.Count == 0)
        {
            people.Remove(who.Id);
            listed = null;
        }
        changed[who.Id] = presence.Person;
        return true;
    }

    /// <summary>Whether live events go to this member from now on.</summary>
    public void SetLive(IActorRef connection, bool isLive)
    {
        if (!connections.TryGetValue(connection, out var member) || member.IsLive == isLive)
            return;
        connections[connection] = member with { IsLive = isLive };
        var listener = connection is IRelayedConnection relayed ? relayed.Relay : connection;
        var members = audience.GetValueOrDefault(listener) + (isLive ? 1 : -1);
        if (members > 0)
            audience[listener] = members;
        else
            audience.Remove(listener);
    }

    public IReadOnlyList<IActorRef> ConnectionsOf(UserId person) => people.TryGetValue(person, out var presence) ? presence.Connections : [];

    /// <summary>How far a person has read, or null when only the database knows.</summary>
    public long? MarkOf(UserId person) => people.GetValueOrDefault(person)?.Mark;

    public void SetMark(ReadMark mark)
    {
        if (people.TryGetValue(mark.User, out var presence))
            presence.Mark = mark.Seq;
    }

    /// <summary>The same list as long as it is true, so that what is made of it can be kept.</summary>
    public IReadOnlyList<Person> People(int limit) =>
        listed is { } list && (list.Count == limit || list.Count == people.Count)
            ? list
            : listed = [.. people.Values.Take(limit).Select(p => p.Person)];

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
