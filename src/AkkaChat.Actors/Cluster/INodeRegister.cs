using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Cluster;

/// <summary>Where nodes that share a database show each other whom they see, also when nothing else reaches from one to the other.</summary>
public interface INodeRegister
{
    /// <summary>Writes what this node sees. Returns what each other node wrote in the last 2.5 s.</summary>
    /// <exception cref="LogUnavailableException">The database can't do it now.</exception>
    IReadOnlyList<NodeView> Exchange(NodeView mine);
}

/// <summary>The cluster as one node sees it.</summary>
/// <param name="Node">That node: its address, and which of the processes that were there, one after the other.</param>
/// <param name="Members">All nodes that are in its cluster, or coming or going.</param>
/// <param name="Reached">Those of them that it reaches, itself too.</param>
public sealed record NodeView(string Node, IReadOnlyList<string> Members, IReadOnlyList<string> Reached);
