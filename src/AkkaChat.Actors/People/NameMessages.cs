using AkkaChat.Actors.Cluster;

namespace AkkaChat.Actors.People;

/// <summary>
/// From a node's <see cref="ClusteredPeopleActor"/> to the <see cref="NameRegistryActor"/>. The messages of a session are numbered: when one
/// is missing, the node begins another session and tells anew what it holds.
/// </summary>
public interface IToNameRegistry : ICrossesNodes
{
    /// <summary>The node's own count of its sessions; a later one takes the place of all before.</summary>
    long Session { get; }

    /// <summary>1, 2, 3 … in the session.</summary>
    long Position { get; }
}

/// <summary>Opens a session, at position 1: these names are held on this node, and these people are present there.</summary>
/// <param name="IsLast">False when more of them follow.</param>
public sealed record HoldNames(
    long Session, long Position, IReadOnlyList<HeldName> Names, IReadOnlyList<UserId> People, bool IsLast) : IToNameRegistry;

/// <summary>Somebody wants to be present on this node under a name. Answered by <see cref="NameDecided"/>.</summary>
public sealed record ClaimName(long Session, long Position, HeldName Name) : IToNameRegistry;

/// <summary>Nobody on this node has the name any more.</summary>
public sealed record ReleaseName(long Session, long Position, HeldName Name) : IToNameRegistry;

/// <summary>The person is not present on this node any more, and owes it no sends.</summary>
public sealed record ForgetPerson(long Session, long Position, UserId Person) : IToNameRegistry;

/// <summary>Asks whether anything was lost. Answered by <see cref="RegistryTouched"/>.</summary>
public sealed record TouchRegistry(long Session, long Position) : IToNameRegistry;

/// <summary>From the registry to a node, in a session.</summary>
public interface IFromNameRegistry : ICrossesNodes
{
    long Session { get; }
}

/// <summary>The name is theirs on this node, or somebody else has it.</summary>
/// <param name="Nodes">On how many nodes the person is present then.</param>
public sealed record NameDecided(long Session, HeldName Name, bool IsGranted, int Nodes) : IFromNameRegistry;

/// <summary>The person is present on so many nodes now.</summary>
public sealed record PersonSpread(long Session, UserId Person, int Nodes) : IFromNameRegistry;

/// <summary>The session is on, and so many messages were sent in it before this one.</summary>
public sealed record RegistryTouched(long Session, long Sent) : IFromNameRegistry;

/// <summary>Something was lost, or this registry is new and knows of no session: begin another.</summary>
public sealed record HoldNamesAnew(long Session) : IFromNameRegistry;
