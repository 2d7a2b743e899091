using System.Security.Cryptography.X509Certificates;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Log;
using AkkaChat.Testing;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>Nodes of a cluster in one process, each an actor system of its own, over one log.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly List<NodeAddress> seeds;
    private readonly List<TestNode> nodes = [];
    private readonly X509Certificate2? certificate;
    private readonly ChatLimits limits;
    private readonly FakeNodeRegister register;

    private TestCluster(int nodes, X509Certificate2? certificate, ChatLimits? limits, FakeNodeRegister? register)
    {
        seeds = [.. Enumerable.Range(0, nodes).Select(_ => NewAddress())];
        this.certificate = certificate;
        this.limits = limits ?? new ChatLimits { SendsPerSecond = 0 };
        this.register = register ?? new FakeNodeRegister();
    }

    public FakeLog Log { get; } = new();

    public IReadOnlyList<TestNode> Nodes => nodes;

    /// <param name="register">That of another cluster, to share its database.</param>
    public static async Task<TestCluster> StartAsync(
        int nodes, X509Certificate2? certificate = null, ChatLimits? limits = null, FakeNodeRegister? register = null)
    {
        var cluster = new TestCluster(nodes, certificate, limits, register);
        cluster.nodes.AddRange(cluster.seeds.Select(cluster.NodeAt));
        await Task.WhenAll(cluster.nodes.Select(node => node.StartAsync()));
        await EventuallyAsync(() => cluster.nodes.All(node => node.UpMembers == nodes), "all nodes are up");
        return cluster;
    }

    /// <summary>One more node, which is no seed.</summary>
    public async Task<TestNode> AddNodeAsync()
    {
        var node = NodeAt(NewAddress());
        nodes.Add(node);
        await node.StartAsync();
        await EventuallyAsync(() => nodes.All(n => n.UpMembers == nodes.Count), "the new node is up");
        return node;
    }

    /// <summary>The node where the room lives.</summary>
    public async Task<TestNode> OwnerOfAsync(RoomId room)
    {
        TestNode? owner = null;
        await EventuallyAsync(() => (owner = nodes.Find(node => node.IsRunning && node.Owns(room))) is not null, "the room has an owner");
        return owner!;
    }

    public static Task EventuallyAsync(Func<bool> isSo, string what) => EventuallyAsync(() => Task.FromResult(isSo()), what);

    public static Task EventuallyAsync(Func<Task<bool>> isSo, string what) => Await.UntilAsync(isSo, what, Patience);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(nodes.Select(node => node.EndAsync()));
        Log.Dispose();
    }

    private TestNode NodeAt(NodeAddress address) => new(new ClusterNode(address, seeds, certificate), Log, register, limits);

    private static NodeAddress NewAddress() => new("127.0.0.1", FreePort.Next());
}
