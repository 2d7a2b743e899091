namespace AkkaChat.Testing;

/// <summary>Servers that are nodes of one cluster, on a PostgreSQL of their own.</summary>
public sealed class ServerCluster : IAsyncDisposable
{
    private readonly List<ServerProcess> nodes = [];

    private ServerCluster(NodeNetwork? network) => (Network, Postgres) = (network, new PostgresServer(network));

    /// <summary>Null on loopback: then no wire can be cut.</summary>
    public NodeNetwork? Network { get; }

    public PostgresServer Postgres { get; }

    /// <summary>How the nodes connect to their database.</summary>
    public string ConnectionString { get; private set; } = "";

    public IReadOnlyList<ServerProcess> Nodes => nodes;

    /// <param name="network">Becomes the cluster's, and ends with it.</param>
    /// <param name="settings">Of each node.</param>
    public static async Task<ServerCluster> StartAsync(int count, NodeNetwork? network, params string[] settings)
    {
        var cluster = new ServerCluster(network);
        try
        {
            await cluster.StartAsync(count, settings);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until every node says that it can be sent clients.</summary>
    public async Task ReadyAsync()
    {
        foreach (var node in nodes)
            await ReadyAsync(node);
    }

    public static Task ReadyAsync(ServerProcess node) =>
        Await.UntilAsync(node.IsReadyAsync, $"the node on port {node.Port} to be ready. It said:\n{node.Output}");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        Postgres.Dispose();
        Network?.Dispose();
    }

    private async Task StartAsync(int count, string[] settings)
    {
        ConnectionString = Postgres.NewDatabase();
        var surroundings = Enumerable.Range(0, count).Select(SurroundingsOf).ToList();
        var addresses = surroundings.Select(s => $"{s.Address}:{FreePort.Next()}").ToList();
        var all = string.Join(',', addresses);
        nodes.AddRange(await Task.WhenAll(surroundings.Zip(addresses, (around, address) => ServerProcess.StartInAsync(
            around, [.. settings, "--AkkaChat:Storage=Postgres", $"--AkkaChat:Cluster:Address={address}", $"--AkkaChat:Cluster:Seeds={all}"]))));
        await ReadyAsync();
    }

    private Surroundings SurroundingsOf(int node) => (Network?.Surroundings(node) ?? new Surroundings()) with
    {
        Variables = new Dictionary<string, string> { ["ConnectionStrings__AkkaChat"] = ConnectionString },
    };
}
