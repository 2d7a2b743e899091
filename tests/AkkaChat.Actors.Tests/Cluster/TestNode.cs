using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Remote;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Connections;
using AkkaChat.Actors.Tests.Log;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using AkkaCluster = Akka.Cluster.Cluster;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>One node, wired as the server wires it.</summary>
public sealed class TestNode
{
    // When a test is over, its nodes end at once and hand nothing over.
    private const string Quiet = """
        akka { loglevel = OFF, stdout-loglevel = OFF }
        akka.coordinated-shutdown { run-by-clr-shutdown-hook = off, run-by-actor-system-terminate = off }
        """;

    private static readonly PushFormats Formats = new([FakeFormat.Instance]);
    private readonly IHost host;
    private readonly ActorSystem system;

    public TestNode(ClusterNode settings, FakeLog log, INodeRegister register, ChatLimits limits)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var services = builder.Services;
        services.AddSingleton<IRoomLog>(log);
        services.AddSingleton<IRoomHistory>(log);
        services.AddSingleton(register);
        services.AddSingleton(new RoomSettings { IdleTime = TimeSpan.FromMilliseconds(300) });
        services.AddSingleton(limits);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IGuestTokens, NoTokens>();
        services.AddSingleton<RoomsHere>();
        services.AddSingleton<MessageProbe>();
        services.AddAkka(ClusterHosting.ActorSystemName, akka => akka
            .AddHocon(Quiet, HoconAddMode.Prepend)
            .AddCluster(settings, Formats)
            .AddRoomLog()
            .AddClusteredRoomDirectory()
            .AddClusteredPeople()
            .AddClusteredRooms()
            .AddConnections()
            .AddInspection());
        host = builder.Build();
        system = host.Services.GetRequiredService<ActorSystem>();
    }

    public Task StartAsync() => host.StartAsync();

    public bool IsRunning => !system.WhenTerminated.IsCompleted;

    public int UpMembers => AkkaCluster.Get(system).State.Members.Count(m => m.Status == MemberStatus.Up);

    public Address Address => AkkaCluster.Get(system).SelfAddress;

    public ActorSystem System => system;

    /// <summary>The rooms that live here.</summary>
    public async Task<IReadOnlyList<RoomId>> OwnedRoomsAsync()
    {
        var shards = ClusterSharding.Get(system).ShardRegion("rooms");
        var state = await shards.Ask<CurrentShardRegionState>(GetShardRegionState.Instance, TimeSpan.FromSeconds(5));
        return [.. state.Shards.SelectMany(shard => shard.EntityIds).Select(RoomId.Stored)];
    }

    public bool Owns(RoomId room) => OwnedRoomsAsync().Result.Contains(room);

    /// <summary>Somebody with a socket to this node.</summary>
    public async Task<TestClient> ConnectAsync(string name)
    {
        var channel = new FakeChannel();
        var connections = ActorRegistry.For(system).Get<ConnectionsActor>();
        var connection = await connections.Ask<IActorRef>(new ConnectionsActor.Open(channel, IsPatient: false));
        return new TestClient(name, channel, connection);
    }

    /// <summary>Somebody wants to sign in here, as a connection of theirs would ask for it.</summary>
    public async Task<(IActorRef Connection, object Answer)> SignInAsync(Person? known, string? name)
    {
        var inbox = Inbox.Create(system);
        ActorRegistry.For(system).Get<PeopleActor>().Tell(new PeopleActor.SignIn(known, name), inbox.Receiver);
        return (inbox.Receiver, await inbox.ReceiveAsync(TimeSpan.FromSeconds(30)));
    }

    /// <summary>What a newcomer to this node is told of the rooms.</summary>
    public async Task<IReadOnlyList<RoomDirectoryActor.RoomStatus>> RoomsAsync() => (await ActorRegistry.For(system).Get<RoomDirectoryActor>()
        .Ask<RoomDirectoryActor.RoomList>(new RoomDirectoryActor.GetRooms(), TimeSpan.FromSeconds(5))).Rooms;

    /// <summary>What somebody is shown who looks at the cluster from this node.</summary>
    public async Task<ClusterReport> LookAsync() =>
        await ActorRegistry.For(system).Get<InspectorActor>().Ask<ClusterReport>(LookAtCluster.Instance, TimeSpan.FromSeconds(30));

    public MessageProbe Probe => host.Services.GetRequiredService<MessageProbe>();

    /// <summary>As SIGTERM does: hands its rooms over and leaves.</summary>
    public Task LeaveAsync() => host.StopAsync();

    /// <summary>The other nodes went on without it, and it has ended.</summary>
    public bool WasPutOut => !IsRunning && ClusterMembership.WasPutOut(system);

    /// <summary>Nothing more comes from it, and nothing gets there: to the other nodes it looks like kill -9.</summary>
    public async Task CutOffAsync()
    {
        var remote = ((ExtendedActorSystem)system).Provider as RemoteActorRefProvider;
        await remote!.Transport.Shutdown();
    }

    public async Task EndAsync()
    {
        await system.Terminate();
        host.Dispose();
    }

    private sealed class NoTokens : IGuestTokens
    {
        public string Issue(Person guest) => guest.Id.Value;

        public Person? Read(string token) => null;
    }
}
