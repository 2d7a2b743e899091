using System.Globalization;
using AkkaChat.Bench.Load;
using AkkaChat.Bench.Report;
using AkkaChat.Bench.Scenarios;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench;

/// <summary>What a room costs whose members are spread over several nodes on PostgreSQL, and what the nodes tell each other for it.</summary>
public static class ClusterCost
{
    private static readonly int[] Members = [3_000, 300], Nodes = [0, 1, 2, 3];

    private static readonly (string What, ITalk Talk)[] Talks =
    [
        ("4 of the members keep 8 messages in flight, 64 B", new TalkInWindows(4, 8, 64)),
        ("one message in flight, 64 B: nothing to put together", new TalkInWindows(1, 1, 64)),
    ];

    public static async Task<bool> RunAsync(BenchOptions options)
    {
        try
        {
            return await MeasureAsync(options);
        }
        catch (IOException e)
        {
            Console.Error.WriteLine(e.Message);
            return false;
        }
    }

    private static async Task<bool> MeasureAsync(BenchOptions options)
    {
        var isClean = true;
        foreach (var server in options.Servers.Where(s => s.Name.StartsWith("akkachat", StringComparison.Ordinal)))
        {
            foreach (var (what, talk) in Talks)
            {
                var table = new MarkdownTable(
                    "nodes", "members", "deliveries a second", "CPU a delivery", "of the room's node", "of each other node", "between nodes a message",
                    "a delivery", "PostgreSQL's CPU a message", "p99", "faults");
                foreach (var members in Members)
                {
                    foreach (var nodes in Nodes)
                        isClean &= await AddRowAsync(table, server, nodes, members, talk, options);
                }
                Console.WriteLine($"\n### {server.Name}: {what}\n\n{table}");
            }
        }
        return isClean;
    }

    private static async Task<bool> AddRowAsync(MarkdownTable table, Server server, int nodes, int members, ITalk talk, BenchOptions options)
    {
        var runs = new List<ClusterMeasured>();
        for (var round = 0; round < options.Rounds; round++)
            runs.Add(await ClusterRun.OnceAsync(server, nodes, members, talk, options.Duration, options.Processors));
        var run = ClusterMeasured.MiddleOf(runs);
        Console.Error.WriteLine($"{server.Name}: {nodes} nodes, {members} members: {Figures.Microseconds(run.PerDelivery)} {run.Faults}");
        var isCluster = nodes > 1;
        table.Add(
            nodes == 0 ? "1, on SQLite" : nodes.ToString(CultureInfo.InvariantCulture), members.ToString("N0", CultureInfo.InvariantCulture),
            Figures.Count(run.PerSecond), Figures.Microseconds(run.PerDelivery), isCluster ? Figures.Microseconds(run.RoomsNodePerDelivery) : "",
            isCluster ? Figures.Microseconds(run.OtherNodePerDelivery) : "", isCluster ? Figures.FewBytes(run.BytesPerMessage) : "", isCluster ? Figures.FewBytes(run.BytesPerDelivery) : "",
            nodes == 0 ? "" : Figures.Microseconds(run.PostgresPerMessage), Figures.Microseconds(run.P99), run.Faults.ToString());
        return run.Faults == default;
    }
}
