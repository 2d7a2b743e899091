using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Remote.Transport.DotNetty;
using AkkaChat.Actors.Cluster.Serialization;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

public static class ClusterHosting
{
    /// <summary>Bytes. The largest message between nodes is a full batch, encoded, or a join's answer: each well under a quarter of this.</summary>
    private const int MostFrameBytes = 8 * 1024 * 1024;

    public const string ActorSystemName = "akkachat";

    /// <summary>Makes the actor system a node of a cluster. It listens on its address and nowhere else.</summary>
    public static AkkaConfigurationBuilder AddCluster(this AkkaConfigurationBuilder builder, ClusterNode node, PushFormats formats)
    {
        if (node.Certificate is { } certificate)
            builder.AddSetup(new DotNettySslSetup(
                certificate, suppressValidation: false, requireMutualAuthentication: true, CertificateValidation.PinnedCertificate(certificate.Thumbprint)));
        return builder
            .AddSetup(formats)
            .AddChatSerialization()
            .AddHocon(ClusterTimings.Config, HoconAddMode.Prepend)
            .AddHocon(Remoting(node), HoconAddMode.Prepend)
            .WithClustering(new ClusterOptions
            {
                // A seed that is cut off from the others must not become a cluster of its own.
                MinimumNumberOfMembers = node.MostSeeds,
            })
            .WithActors((system, _, resolver) =>
            {
                system.ActorOf(ClusterNewsActor.Props(node), "cluster-news");
                system.ActorOf(SplitBrainActor.Props(resolver.GetService<INodeRegister>()), "split-brain");
                system.ActorOf(ClusterJoinActor.Props(node), ClusterJoinActor.Name);
            });
    }

    /// <summary>Rooms as entities of the cluster's shards, each on one node; in place of <see cref="RoomsHosting.AddRooms"/>.</summary>
    public static AkkaConfigurationBuilder AddClusteredRooms(this AkkaConfigurationBuilder builder) => builder
        .WithShardRegion<ShardedRoomActor>(
            "rooms",
            (_, registry, resolver) =>
            {
                var services = RoomServices.Of(registry, resolver);
                return room => ShardedRoomActor.Props(RoomId.Stored(room), services).WithDispatcher(InlineDispatcher.Path);
            },
            new RoomExtractor(),
            new ShardOptions
            {
                StateStoreMode = StateStoreMode.DData,
                RememberEntities = false,
                HandOffStopMessage = ShardedRoomActor.Stop.Instance,
                ShouldPassivateIdleEntities = false,
            })
        .WithActors((system, registry) =>
        {
            var shards = registry.Get<ShardedRoomActor>();
            registry.Register<RoomsActor>(system.ActorOf(RoomsActor.Props(room => RoomRelayActor.Props(room, shards)), "rooms"));
        });

    private static string Remoting(ClusterNode node) => $$"""
        akka.actor.provider = cluster
        akka.remote {
          # Rooms watch relays and relays rooms: after a failover, as many at once as there are rooms.
          system-message-buffer-size = 100000
          dot-netty.tcp {
            hostname = "{{node.Address.Host}}"
            public-hostname = "{{node.Address.Host}}"
            port = {{node.Address.Port}}
            enable-ssl = {{(node.Certificate is null ? "off" : "on")}}
            maximum-frame-size = {{MostFrameBytes}}b
            send-buffer-size = {{MostFrameBytes}}b
            receive-buffer-size = {{MostFrameBytes}}b
            connection-timeout = 3s
          }
          retry-gate-closed-for = 500ms
        }
        """;
}
