using System.Diagnostics;
using AkkaChat.Bench.Measuring;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench.Scenarios;

/// <summary>The meters of all nodes at one moment.</summary>
/// <param name="ToDatabase">Bytes that each node has sent to PostgreSQL so far: the one where rooms live writes.</param>
/// <param name="BetweenNodes">Bytes that the nodes have sent each other so far.</param>
internal sealed record ClusterReading(long At, long Received, IReadOnlyList<TimeSpan> Nodes, TimeSpan Postgres, IReadOnlyList<long> ToDatabase, long BetweenNodes)
{
    public static ClusterReading Of(RunningCluster cluster, long received)
    {
        var toDatabase = cluster.Postgres is { } postgres ? SentBytes.Over([postgres.Port]) : new Dictionary<int, long>();
        var toNodes = SentBytes.Over(cluster.ClusterPorts);
        return new ClusterReading(
            Stopwatch.GetTimestamp(),
            received,
            [.. cluster.Nodes.Select(node => node.Meter.Cpu)],
            cluster.Postgres?.Meter.Cpu ?? TimeSpan.Zero,
            [.. cluster.Nodes.Select(node => toDatabase.GetValueOrDefault(node.ProcessId))],
            cluster.Nodes.Sum(node => toNodes.GetValueOrDefault(node.ProcessId)));
    }
}
