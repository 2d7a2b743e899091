using Akka.Actor;
using Akka.Cluster;

namespace AkkaChat.Actors.Cluster;

/// <summary>Whether this node is one of the cluster's.</summary>
public static class ClusterMembership
{
    /// <summary>Rooms can be reached from here: true also where there is no cluster.</summary>
    public static bool IsIn(ActorSystem system) =>
        !system.WhenTerminated.IsCompleted
        && (((ExtendedActorSystem)system).Provider is not ClusterActorRefProvider || Akka.Cluster.Cluster.Get(system).SelfMember.Status == MemberStatus.Up);

    /// <summary>The actors ended because the other nodes went on without this one.</summary>
    public static bool WasPutOut(ActorSystem system) => CoordinatedShutdown.Get(system).ShutdownReason is CoordinatedShutdown.ClusterDowningReason;
}
