namespace AkkaChat.Actors.Cluster;

/// <summary>
/// Crosses from node to node in a cluster, by itself or inside of what does: it has a form in Serialization/nodes.proto, and a test fails
/// when it has none.
/// </summary>
public interface ICrossesNodes;
