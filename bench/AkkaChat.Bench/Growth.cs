using System.Globalization;
using AkkaChat.Bench.Load;
using AkkaChat.Bench.Report;
using AkkaChat.Bench.Scenarios;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench;

/// <summary>How the cost of a delivery grows: with members, with rooms, with processors, with the size of messages.</summary>
public static class Growth
{
    private static readonly int[] Members = [10, 100, 1_000, 10_000], Rooms = [1, 10, 100, 1_000, 10_000], Sizes = [64, 256, 1_024, 4_096];

    public static async Task<bool> RunAsync(BenchOptions options)
    {
        var isClean = true;
        foreach (var server in options.Servers.Where(s => s.Name.StartsWith("akkachat", StringComparison.Ordinal)))
        {
            isClean &= await SeriesAsync(server, options, "members of one room, 2 of them keep 8 messages in flight", Members.Select(members =>
                (Text(members), new Scenario("", "", [members], new TalkInWindows(2, 8, 64)), options.Processors)));
            isClean &= await SeriesAsync(server, options, "rooms of one, who keeps 2 messages in flight: each delivery is a commit of its own", Rooms.Select(rooms =>
                (Text(rooms), new Scenario("", "", Scenario.Same(rooms, 1), new TalkInWindows(1, 2, 64)), options.Processors)));
            isClean &= await SeriesAsync(server, options, "bytes a message in a room of 1,000, 2 of them keep 4 in flight", Sizes.Select(size =>
                (Text(size), new Scenario("", "", [1_000], new TalkInWindows(2, 4, size)), options.Processors)));
            isClean &= await SeriesAsync(server, options, "processors, 100 rooms of 10, 4 messages in flight in each", new[] { ("1", options.Processors), ("2", null) }.Select(processors =>
                (processors.Item1, new Scenario("", "", Scenario.Same(100, 10), new TalkInWindows(1, 4, 64)), processors.Item2)));
        }
        return isClean;
    }

    private static async Task<bool> SeriesAsync(Server server, BenchOptions options, string what, IEnumerable<(string X, Scenario Scenario, string? Processors)> points)
    {
        var table = new MarkdownTable(what, "CPU a delivery", "of the first", "deliveries a second", "deliveries a second of CPU", "p99", "memory", "faults");
        var (isClean, first) = (true, 0.0);
        foreach (var (x, scenario, processors) in points)
        {
            var runs = new List<Measured>();
            for (var round = 0; round < options.Rounds; round++)
                runs.Add(await Run.OnceAsync(server, scenario, options.Duration, processors));
            var run = Measured.MiddleOf(runs, r => r.PerDelivery);
            first = first == 0 ? run.PerDelivery : first;
            isClean &= run.Faults == default;
            Console.Error.WriteLine($"{server.Name}: {x} {what}: {Figures.Microseconds(run.PerDelivery)}");
            table.Add(
                x, Figures.Microseconds(run.PerDelivery), Figures.Ratio(run.PerDelivery / first), Figures.Count(run.Deliveries / run.Time.TotalSeconds),
                Figures.Count(run.PerCpuSecond), Figures.Microseconds(run.P99), Figures.Bytes(run.Memory), run.Faults.ToString());
        }
        Console.WriteLine($"\n### {server.Name}\n\n{table}");
        return isClean;
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
