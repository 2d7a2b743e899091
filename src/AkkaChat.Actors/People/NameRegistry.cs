using System.Runtime.InteropServices;
using Akka.Actor;

namespace AkkaChat.Actors.People;

/// <summary>Who has which name on which nodes, and on which nodes each person is present.</summary>
internal sealed class NameRegistry
{
    private readonly Dictionary<string, List<(IActorRef Node, UserId Person)>> names = [];
    private readonly Dictionary<UserId, List<IActorRef>> places = [];

    /// <summary>The nodes on which somebody is present.</summary>
    public IReadOnlyList<IActorRef> NodesOf(UserId person) => places.TryGetValue(person, out var nodes) ? nodes : [];

    /// <summary>False when somebody else has the name, on whichever node.</summary>
    public bool TryHold(IActorRef node, HeldName name)
    {
        if (names.TryGetValue(name.Key, out var holders) && holders.Any(h => h.Person != name.Person))
            return false;
        Hold(node, name);
        return true;
    }

    /// <summary>What a node says it holds was granted to it before.</summary>
    public void Hold(IActorRef node, HeldName name)
    {
        var holders = CollectionsMarshal.GetValueRefOrAddDefault(names, name.Key, out _) ??= new(1);
        if (!holders.Contains((node, name.Person)))
            holders.Add((node, name.Person));
    }

    public void Release(IActorRef node, HeldName name)
    {
        if (names.TryGetValue(name.Key, out var holders) && holders.Remove((node, name.Person)) && holders.Count == 0)
            names.Remove(name.Key);
    }

    /// <summary>False when the person was present there already.</summary>
    public bool Enter(IActorRef node, UserId person)
    {
        var nodes = CollectionsMarshal.GetValueRefOrAddDefault(places, person, out _) ??= new(1);
        if (nodes.Contains(node))
            return false;
        nodes.Add(node);
        return true;
    }

    /// <summary>False when the person was not present there.</summary>
    public bool Leave(IActorRef node, UserId person)
    {
        if (!places.TryGetValue(person, out var nodes) || !nodes.Remove(node))
            return false;
        if (nodes.Count == 0)
            places.Remove(person);
        return true;
    }

    /// <summary>Nothing is held on the node any more.</summary>
    /// <returns>Who was present there.</returns>
    public IReadOnlyList<UserId> Drop(IActorRef node)
    {
        foreach (var (key, holders) in names)
        {
            if (holders.RemoveAll(h => h.Node.Equals(node)) > 0 && holders.Count == 0)
                names.Remove(key);
        }
        var people = places.Where(p => p.Value.Contains(node)).Select(p => p.Key).ToList();
        foreach (var person in people)
            Leave(node, person);
        return people;
    }
}
