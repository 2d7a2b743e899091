namespace AkkaChat.Actors.Cluster;

/// <summary>This node's place in a cluster.</summary>
/// <param name="Address">Where it listens for the other nodes, and how they know it.</param>
/// <param name="Seeds">Nodes to join by; any one that is in the cluster will do. The first of them begins the cluster when none is.</param>
public sealed record ClusterNode(NodeAddress Address, IReadOnlyList<NodeAddress> Seeds);

/// <summary>A host, by name or number, and a TCP port.</summary>
public sealed record NodeAddress(string Host, int Port)
{
    public override string ToString() => $"{Host}:{Port}";
}
