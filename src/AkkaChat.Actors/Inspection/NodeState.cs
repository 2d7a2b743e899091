using Akka.Actor;
using Akka.Cluster;
using AkkaChat.Actors.Cluster;

namespace AkkaChat.Actors.Inspection;

/// <summary>A node as this one's view of the cluster has it.</summary>
/// <param name="Node">Its address in the cluster; empty where there is none.</param>
/// <param name="Status">In Akka's words: Joining, Up, Leaving, Exiting, Down; Removed for one that is not in.</param>
/// <param name="IsOldest">It says where rooms live, and keeps the registry of names.</param>
/// <param name="Address">Null where there is no cluster.</param>
public sealed record NodeState(string Node, string Status, bool IsReachable, bool IsOldest, bool IsThis, Address? Address)
{
    /// <summary>The oldest first. This node is among them, whether it is in or not.</summary>
    public static IReadOnlyList<NodeState> AllOf(ActorSystem system)
    {
        if (!ClusterMembership.IsClustered(system))
            return [new NodeState("", nameof(MemberStatus.Up), IsReachable: true, IsOldest: true, IsThis: true, Address: null)];
        var cluster = Akka.Cluster.Cluster.Get(system);
        var state = cluster.State;
        var members = state.Members.ToList();
        members.Sort((a, b) => a.IsOlderThan(b) ? -1 : b.IsOlderThan(a) ? 1 : 0);
        if (!members.Exists(m => m.UniqueAddress == cluster.SelfUniqueAddress))
            members.Add(cluster.SelfMember);
        return
        [
            .. members.Select((m, i) => new NodeState(
                NodeAddress.Of(m.Address).ToString(), m.Status.ToString(), !state.Unreachable.Contains(m), i == 0, m.UniqueAddress == cluster.SelfUniqueAddress, m.Address)),
        ];
    }
}
