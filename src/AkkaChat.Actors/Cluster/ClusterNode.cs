using System.Security.Cryptography.X509Certificates;
using Akka.Actor;

namespace AkkaChat.Actors.Cluster;

/// <summary>This node's place in a cluster.</summary>
/// <param name="Address">Where it listens for the other nodes, and how they know it.</param>
/// <param name="Seeds">Nodes to join by, the same list everywhere: any one that is in the cluster will do. When none is, most of them begin one.</param>
/// <param name="Certificate">The certificate of all nodes, with its private key: they speak TLS, and with who has it alone. Null for plain TCP.</param>
public sealed record ClusterNode(NodeAddress Address, IReadOnlyList<NodeAddress> Seeds, X509Certificate2? Certificate = null)
{
    /// <summary>So many of the seeds are most of them.</summary>
    public int MostSeeds => Seeds.Count / 2 + 1;
}

/// <summary>A host, by name or number, and a TCP port.</summary>
public sealed record NodeAddress(string Host, int Port)
{
    public static NodeAddress Of(Address address) => new(address.Host ?? "", address.Port ?? 0);

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
