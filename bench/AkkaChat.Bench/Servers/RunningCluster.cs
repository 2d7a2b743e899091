using System.Net;
using AkkaChat.Testing;

namespace AkkaChat.Bench.Servers;

/// <summary>Nodes of one chat with a PostgreSQL of their own, all on the same processors; or one server alone, on SQLite.</summary>
public sealed class RunningCluster : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);

    private readonly List<RunningServer> nodes = [];

    public IReadOnlyList<RunningServer> Nodes => nodes;

    /// <summary>Null where there is no cluster.</summary>
    public RunningServer? Postgres { get; private set; }

    /// <summary>Where the nodes listen for each other.</summary>
    public IReadOnlyList<int> ClusterPorts { get; private init; } = [];

    /// <param name="nodes">0 for one server alone.</param>
    /// <param name="processors">Which ones nodes and PostgreSQL may use, as taskset(1) takes them; null for all.</param>
    /// <exception cref="IOException">One of them ended, or was not ready in time.</exception>
    public static async Task<RunningCluster> StartAsync(Server server, int nodes, string? processors)
    {
        var cluster = new RunningCluster { ClusterPorts = [.. Enumerable.Range(0, nodes).Select(_ => FreePort.Next())] };
        try
        {
            if (nodes > 0)
                cluster.Postgres = await RunningServer.StartAsync(Server.Postgres, processors);
            await cluster.StartNodesAsync(server, processors);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        if (Postgres is not null)
            await Postgres.DisposeAsync();
    }

    // All at once: a cluster begins when most of its seeds are there.
    private async Task StartNodesAsync(Server server, string? processors)
    {
        var commands = Postgres is null ? [server.Command] : ClusterPorts.Select(port => (IReadOnlyList<string>)[.. server.Command, .. SettingsOf(port)]);
        var starting = commands.Select(command => RunningServer.StartAsync(server with { Command = command }, processors)).ToList();
        await ((Task)Task.WhenAll(starting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Those that did start must be ended again.
        nodes.AddRange(starting.Where(start => start.IsCompletedSuccessfully).Select(start => start.Result));
        await Task.WhenAll(starting);
        await UntilReadyAsync();
    }

    private async Task UntilReadyAsync()
    {
        using var timeout = new CancellationTokenSource(ReadyTimeout);
        try
        {
            await Task.WhenAll(nodes.Select(node => UntilReadyAsync(node, timeout.Token)));
        }
        catch (OperationCanceledException e)
        {
            throw new IOException($"The nodes are not ready within {ReadyTimeout.TotalSeconds} s.", e);
        }
    }

    private string[] SettingsOf(int clusterPort) =>
    [
        "--AkkaChat:Storage=Postgres",
        $"--ConnectionStrings:AkkaChat=Host=127.0.0.1;Port={Postgres!.Port};Username=akkachat;Database=postgres",
        $"--AkkaChat:Cluster:Address=127.0.0.1:{clusterPort}",
        $"--AkkaChat:Cluster:Seeds={string.Join(',', ClusterPorts.Select(port => $"127.0.0.1:{port}"))}",
    ];

    private static async Task UntilReadyAsync(RunningServer node, CancellationToken timeout)
    {
        using var http = new HttpClient();
        while (!await IsReadyAsync(http, node, timeout))
            await Task.Delay(50, timeout);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, RunningServer node, CancellationToken timeout)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{node.Port}/healthz/ready"), timeout);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
