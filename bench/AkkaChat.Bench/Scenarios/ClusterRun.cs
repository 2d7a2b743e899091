using System.Diagnostics;
using AkkaChat.Bench.Load;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench.Scenarios;

/// <summary>One room whose members are spread evenly over the nodes of a cluster, once.</summary>
public static class ClusterRun
{
    /// <summary>Until everybody is told who came, and nobody says anything.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Longer than where one server is measured: each node compiles for itself, with a part of the load.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    /// <param name="nodes">0 for one server alone, on SQLite.</param>
    /// <exception cref="IOException">Something did not start, or did not let somebody in.</exception>
    public static async Task<ClusterMeasured> OnceAsync(Server server, int nodes, int members, ITalk talk, TimeSpan duration, string? processors)
    {
        await using var cluster = await RunningCluster.StartAsync(server, nodes, processors);
        await using var crowd = await Crowd.EnterAsync([.. cluster.Nodes.Select(node => node.Port)], [members], server.Dialects);
        await Task.Delay(Settling);
        var resting = ClusterReading.Of(cluster, crowd.Received);
        await Task.Delay(Settling);
        var rested = ClusterReading.Of(cluster, crowd.Received);
        var (first, last) = await Run.TalkAsync(crowd, talk, WarmUp, duration, () => ClusterReading.Of(cluster, crowd.Received));

        var time = Stopwatch.GetElapsedTime(first.At, last.At);
        var atRest = (rested.BetweenNodes - resting.BetweenNodes) / Stopwatch.GetElapsedTime(resting.At, rested.At).TotalSeconds;
        var byNode = cluster.Nodes.Select((_, i) => (Cpu: last.Nodes[i] - first.Nodes[i], Stored: last.ToDatabase[i] - first.ToDatabase[i]));
        return new ClusterMeasured(
            Members: members,
            Deliveries: last.Received - first.Received,
            Time: time,
            Nodes: [.. byNode.OrderByDescending(node => node.Stored).Select(node => node.Cpu)],
            Postgres: last.Postgres - first.Postgres,
            BytesBetweenNodes: last.BetweenNodes - first.BetweenNodes,
            BytesAtRest: atRest * time.TotalSeconds,
            P99: crowd.Window.Latencies.Percentile(0.99),
            Faults: crowd.Faults());
    }
}
