using Akka.Actor;
using Akka.Cluster;

namespace AkkaChat.Actors.Cluster;

/// <summary>Whether this node is one of the cluster's.</summary>
public static class ClusterMembership
{
    /// <summary>The node is in, and reaches most of the others. True also where there is no cluster.</summary>
    public static bool IsIn(ActorSystem system)
    {
        if (system.WhenTerminated.IsCompleted)
            return false;
        if (!IsClustered(system))
            return true;
        var cluster = Akka.Cluster.Cluster.Get(system);
        var state = cluster.State;
        return cluster.SelfMember.Status == MemberStatus.Up && state.Unreachable.Count * 2 < state.Members.Count;
    }

    /// <summary>There is a cluster, whether this node is in it or not.</summary>
    public static bool IsClustered(ActorSystem system) => ((ExtendedActorSystem)system).Provider is ClusterActorRefProvider;

    /// <summary>
    /// In this very moment, by the failure detector and this node's clock: not as the cluster saw it last, which a node that was frozen believes
    /// to be so still. A node that is in no cluster yet has nobody to hear.
    /// </summary>
    public static bool HearsMost(ActorSystem system)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        var others = cluster.State.Members
            .Where(m => m.Status is MemberStatus.Up or MemberStatus.Leaving && m.UniqueAddress != cluster.SelfUniqueAddress).ToList();
        var heard = others.Count(m => cluster.FailureDetector.IsAvailable(m.Address));
        return (heard + 1) * 2 > others.Count + 1;
    }

    /// <summary>The actors ended because the other nodes went on without this one.</summary>
    public static bool WasPutOut(ActorSystem system) => CoordinatedShutdown.Get(system).ShutdownReason is CoordinatedShutdown.ClusterDowningReason;
}
