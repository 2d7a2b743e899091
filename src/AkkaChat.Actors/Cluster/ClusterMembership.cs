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
        if (((ExtendedActorSystem)system).Provider is not ClusterActorRefProvider)
            return true;
        var cluster = Akka.Cluster.Cluster.Get(system);
        var state = cluster.State;
        return cluster.SelfMember.Status == MemberStatus.Up && state.Unreachable.Count * 2 < state.Members.Count;
    }

    /// <summary>The actors ended because the other nodes went on without this one.</summary>
    public static bool WasPutOut(ActorSystem system) => CoordinatedShutdown.Get(system).ShutdownReason is CoordinatedShutdown.ClusterDowningReason;
}
