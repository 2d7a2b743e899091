using Akka.Actor;
using Akka.Hosting;
using Akka.Hosting.Logging;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Host.Configuration;
using AkkaChat.Host.Health;
using AkkaChat.Host.Inspection;
using AkkaChat.Host.Protocol;
using AkkaChat.Host.Security;
using AkkaChat.Host.Storage;
using AkkaChat.Host.WebSockets;

namespace AkkaChat.Host;

/// <summary>The parts of the server, and how they are put together.</summary>
internal static class ChatServer
{
    // Whoever is told something may just have gone: no news. And the actors end when the host says so, after the drain, not on SIGTERM.
    private const string ActorSystemDefaults = """
        akka.log-dead-letters = off
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    /// <param name="node">Null for one machine alone.</param>
    public static void AddChat(this WebApplicationBuilder builder, ChatSettings settings, ClusterNode? node, IChatStorage storage)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(settings.Limits);
        services.AddSingleton(new RoomSettings
        {
            CreateOnJoin = settings.Rooms.CreateOnJoin,
            IdleTime = TimeSpan.FromSeconds(settings.Rooms.IdleSeconds),
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RoomsHere>();
        services.AddSingleton<MessageProbe>();
        services.AddSingleton<Inspector>();

        storage.AddTo(services);
        services.AddSingleton<IGuestTokens, GuestTokens>();
        services.AddSingleton<OriginPolicy>();

        services.AddSingleton<JsonRequestReader>();
        services.AddSingleton<JsonReplies>();
        services.AddSingleton<JsonFormat>();
        services.AddSingleton<ChatSockets>();
        services.AddSingleton<ConnectionDrain>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionDrain>());
        services.AddHealth();

        services.AddAkka(ClusterHosting.ActorSystemName, (akka, provider) => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLogger<OperatorLogger>();
            })
            .AddSetup(new LoggerFactorySetup(provider.GetRequiredService<ILoggerFactory>()))
            .AddHocon(ActorSystemDefaults, HoconAddMode.Prepend)
            .WithActors((system, _) => StartScheduler(system))
            .AddRoomLog()
            .AddPeopleAndRooms(node, provider)
            .AddConnections()
            .AddInspection());
    }

    private static AkkaConfigurationBuilder AddPeopleAndRooms(
        this AkkaConfigurationBuilder akka, ClusterNode? node, IServiceProvider provider) => node is null
        ? akka
            .AddRoomDirectory()
            .AddPeople()
            .AddRooms()
        : akka
            .AddCluster(node, new PushFormats([provider.GetRequiredService<JsonFormat>(), PlainTextMode.PlainTextFormat.Instance]))
            .AddClusteredRoomDirectory()
            .AddClusteredPeople()
            .AddClusteredRooms();

    // The first timer starts Akka's scheduler, on the thread pool, and waits for it. Left to the first connections, hundreds of them at once
    // can hold every thread of the pool in that wait, and the scheduler never gets one to start on.
    private static void StartScheduler(ActorSystem system) => system.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => { });

    public static void UseChat(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseWhen(Handshake.IsAskedFor, upgrade => upgrade.Run(app.Services.GetRequiredService<ChatSockets>().ServeAsync));
        app.UseInspection();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });
        app.MapHealth();
    }
}
