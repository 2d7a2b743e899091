using System.Security.Cryptography;
using Akka.Actor;

namespace AkkaChat.Actors.People;

/// <summary>Who is present on this machine, under which names and by which connections, and what each of them may still send.</summary>
internal sealed class PresentPeople(ChatLimits limits, TimeProvider time)
{
    private const string IdLetters = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly Dictionary<UserId, Presence> people = [];
    private readonly Dictionary<string, UserId> nameOwners = [];
    private readonly Dictionary<IActorRef, UserId> connections = [];

    private sealed class Presence(Allowance sends, MarkHint marks)
    {
        public Allowance Sends { get; } = sends;

        public MarkHint Marks { get; } = marks;

        public Dictionary<IActorRef, string> NameKeys { get; } = [];
    }

    public IEnumerable<HeldName> Names => nameOwners.Select(n => new HeldName(n.Key, n.Value));

    /// <summary>Also those who have gone and whose sends have not come back yet.</summary>
    public IReadOnlyCollection<UserId> People => people.Keys;

    public bool IsPresent(UserId person) => people.ContainsKey(person);

    /// <summary>Who wants to sign in. A new guest gets an id, and who has no name gets one that is free here.</summary>
    public Person Wanted(PeopleActor.SignIn request) => new(
        request.Known?.Id ?? new UserId(RandomNumberGenerator.GetString(IdLetters, 20)),
        request.Name ?? request.Known?.Name ?? FreeGuestName());

    public bool Holds(HeldName name) => nameOwners.TryGetValue(name.Key, out var owner) && owner == name.Person;

    /// <summary>Somebody else is here under that name.</summary>
    public bool IsTaken(HeldName name) => nameOwners.ContainsKey(name.Key) && !Holds(name);

    public PeopleActor.SignedIn Admit(IActorRef connection, Person person, bool isKnown)
    {
        if (!people.TryGetValue(person.Id, out var presence))
        {
            var sends = new Allowance(limits.SendsPerSecond, limits.SendBurst, time);
            people[person.Id] = presence = new Presence(sends, new MarkHint(mayExist: isKnown));
        }
        var key = PersonName.Key(person.Name);
        nameOwners[key] = person.Id;
        presence.NameKeys[connection] = key;
        connections[connection] = person.Id;
        return new PeopleActor.SignedIn(person, presence.Sends, presence.Marks);
    }

    /// <summary>The connection has ended.</summary>
    /// <param name="left">Whose it was.</param>
    /// <returns>The name that became free with it, or null.</returns>
    public HeldName? Remove(IActorRef connection, out UserId left)
    {
        if (!connections.Remove(connection, out left) || !people.TryGetValue(left, out var presence))
            return null;
        presence.NameKeys.Remove(connection, out var key);
        if (presence.NameKeys.ContainsValue(key!))
            return null;
        nameOwners.Remove(key!);
        return new HeldName(key!, left);
    }

    public bool IsAbsent(UserId person) => people.TryGetValue(person, out var presence) && presence.NameKeys.Count == 0;

    /// <summary>
    /// Forgets somebody who is absent, unless some of their sends have not come back: whoever spent their sends, left and comes back finds
    /// them spent. False when they stay.
    /// </summary>
    public bool TryForget(UserId absent) => people[absent].Sends.IsWhole && people.Remove(absent);

    public IReadOnlyList<UserId> Absent => [.. people.Where(p => p.Value.NameKeys.Count == 0).Select(p => p.Key)];

    /// <summary>Tells on how many machines somebody is present: they divide the allowance, and any of them may set read marks.</summary>
    public void Spread(UserId person, int machines)
    {
        if (!people.TryGetValue(person, out var presence))
            return;
        presence.Sends.Sharers = machines;
        if (machines > 1)
            presence.Marks.Set();
    }

    private string FreeGuestName()
    {
        while (true)
        {
            var name = "guest-" + RandomNumberGenerator.GetString(IdLetters, 5);
            if (!nameOwners.ContainsKey(PersonName.Key(name)))
                return name;
        }
    }
}
