using Akka.Actor;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Tests.Cluster;
using static AkkaChat.Actors.People.PeopleActor;

namespace AkkaChat.Actors.Tests.People;

/// <summary>The registry with several nodes' people, all in one actor system, and a network between them that loses messages.</summary>
public class NameRegistryActorTests : TestKit
{
    private const string Config = """
        akka { loglevel = OFF, log-dead-letters = off, actor.provider = cluster, remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 } }
        """;

    public NameRegistryActorTests()
        : base(Config)
    {
        var cluster = Akka.Cluster.Cluster.Get(Sys);
        cluster.Join(cluster.SelfAddress);
        AwaitCondition(() => cluster.SelfMember.Status == Akka.Cluster.MemberStatus.Up);
    }

    [Fact]
    public async Task Nothing_is_decided_before_all_nodes_have_told_what_they_hold()
    {
        var registry = Sys.ActorOf(NameRegistryActor.Props());
        var (one, other) = (CreateTestProbe(), CreateTestProbe());
        registry.Tell(new HoldNames(1, 1, [], [], IsLast: true), one);
        registry.Tell(new HoldNames(1, 1, [], [], IsLast: false), other);
        registry.Tell(new ClaimName(1, 2, new HeldName("ANN", new UserId("new"))), one);
        registry.Tell(new TouchRegistry(1, 3), one);
        Assert.Equal(0, (await one.ExpectMsgAsync<RegistryTouched>()).Sent);
        registry.Tell(new HoldNames(1, 2, [new HeldName("ANN", new UserId("old"))], [new UserId("old")], IsLast: true), other);
        Assert.False((await one.ExpectMsgAsync<NameDecided>()).IsGranted);
    }

    [Fact]
    public async Task A_node_that_died_while_it_told_what_it_holds_holds_up_nobody()
    {
        var registry = Sys.ActorOf(NameRegistryActor.Props());
        var (one, other) = (CreateTestProbe(), CreateTestProbe());
        registry.Tell(new HoldNames(1, 1, [], [], IsLast: true), one);
        registry.Tell(new HoldNames(1, 1, [new HeldName("ANN", new UserId("old"))], [], IsLast: false), other);
        registry.Tell(new ClaimName(1, 2, new HeldName("ANN", new UserId("new"))), one);
        Sys.Stop(other);
        Assert.True((await one.ExpectMsgAsync<NameDecided>()).IsGranted);
    }

    [Fact]
    public async Task No_name_is_ever_given_twice_whatever_gets_lost_and_however_often_a_registry_begins_anew()
    {
        var network = new Network { Registry = Sys.ActorOf(NameRegistryActor.Props()), Loss = 0.1 };
        var nodes = Enumerable.Range(0, 3).Select(_ => Sys.ActorOf(Akka.Actor.Props.Create(() => new Node(network)))).ToList();
        var here = new List<(IActorRef Connection, string Name)>();
        for (var step = 0; step < 90; step++)
        {
            if (step % 30 == 15)
                await BeginAnewAsync(network, nodes);
            if (step % 3 == 2)
                await LeaveAsync(here, Random.Shared.Next(here.Count));
            await TrySignInAsync(nodes[step % 3], $"name {Random.Shared.Next(8)}", here);
        }

        network.Loss = 0;
        while (here.Count > 0)
            await LeaveAsync(here, 0);
        foreach (var name in Enumerable.Range(0, 8).Select(i => $"name {i}")) // They were left on other nodes, and the registry learns of it soon.
            await TestCluster.EventuallyAsync(() => TrySignInAsync(nodes[0], name, here), $"{name} is free");
    }

    private async Task<bool> TrySignInAsync(IActorRef node, string name, List<(IActorRef Connection, string Name)> here)
    {
        var connection = Inbox.Create(Sys);
        node.Tell(new SignIn(Known: null, name), connection.Receiver);
        if (await connection.ReceiveAsync(TimeSpan.FromSeconds(30)) is not SignedIn)
            return false;
        Assert.DoesNotContain(here, other => other.Name == name);
        here.Add((connection.Receiver, name));
        return true;
    }

    private Task LeaveAsync(List<(IActorRef Connection, string Name)> here, int who)
    {
        var (connection, _) = here[who];
        here.RemoveAt(who);
        return StopAsync(connection);
    }

    private async Task BeginAnewAsync(Network network, IReadOnlyList<IActorRef> nodes)
    {
        await StopAsync(network.Registry);
        var registry = Sys.ActorOf(NameRegistryActor.Props());
        foreach (var node in nodes) // Members that have not told all yet; in truth the cluster tells of them, but here it has one.
            registry.Tell(new HoldNames(Session: 0, Position: 1, [], [], IsLast: false), node);
        network.Registry = registry;
    }

    private async Task StopAsync(IActorRef actor)
    {
        Watch(actor);
        Sys.Stop(actor);
        await ExpectTerminatedAsync(actor);
    }

    private sealed class Network
    {
        private volatile IActorRef registry = ActorRefs.Nobody;

        public IActorRef Registry
        {
            get => registry;
            set => registry = value;
        }

        /// <summary>Of all messages, this part.</summary>
        public double Loss { get; set; }

        public bool Loses => Random.Shared.NextDouble() < Loss;
    }

    private sealed class Node : ReceiveActor
    {
        public Node(Network network)
        {
            var self = Self;
            var people = Context.ActorOf(ClusteredPeopleActor.Props(self, new ChatLimits(), TimeProvider.System));
            Receive<SignIn>(request => people.Forward(request));
            Receive<IToNameRegistry>(_ => !network.Loses, message => network.Registry.Tell(message, self));
            Receive<IFromNameRegistry>(_ => !network.Loses, message => people.Tell(message));
        }
    }
}
