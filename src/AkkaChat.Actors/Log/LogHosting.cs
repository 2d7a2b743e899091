using Akka.Hosting;
using Akka.Routing;
using AkkaChat.Actors.Cluster;

namespace AkkaChat.Actors.Log;

public static class LogHosting
{
    private const int Readers = 2;

    // The writer owns a thread, the readers share a few.
    private const string Dispatchers = """
        akkachat.log-writer {
          type = "AkkaChat.Actors.Log.BlockingDispatcherConfigurator, AkkaChat.Actors"
          threads = 1
        }
        akkachat.log-readers {
          type = "AkkaChat.Actors.Log.BlockingDispatcherConfigurator, AkkaChat.Actors"
          throughput = 1
          threads = 2
        }
        """;

    public static AkkaConfigurationBuilder AddRoomLog(this AkkaConfigurationBuilder builder) => builder
        .AddHocon(Dispatchers, HoconAddMode.Prepend)
        .WithActors((system, registry, resolver) =>
        {
            var log = resolver.GetService<IRoomLog>();
            registry.Register<RoomLogWriter>(system.ActorOf(
                RoomLogWriter.Props(ClusterMembership.IsClustered(system) ? new MajorityRoomLog(log, system) : log).WithDispatcher("akkachat.log-writer"), "log-writer"));
            registry.Register<RoomLogReader>(system.ActorOf(
                RoomLogReader.Props(resolver.GetService<IRoomHistory>())
                    .WithDispatcher("akkachat.log-readers")
                    .WithRouter(new RoundRobinPool(Readers)),
                "log-readers"));
        });
}
