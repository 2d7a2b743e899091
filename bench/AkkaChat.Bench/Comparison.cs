using AkkaChat.Bench.Report;
using AkkaChat.Bench.Scenarios;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench;

/// <summary>Servers side by side: in each round each of them once, so that what the machine does meanwhile meets all alike.</summary>
public static class Comparison
{
    public static async Task<bool> RunAsync(BenchOptions options)
    {
        var servers = options.Servers.Where(s => Found(s)).ToList();
        var isClean = true;
        foreach (var scenario in options.Scenarios)
        {
            var runs = servers.ToDictionary(s => s, _ => new List<Measured>());
            for (var round = 1; round <= options.Rounds; round++)
            {
                foreach (var server in servers)
                    await AddRunAsync(runs[server], server, scenario, options, round);
            }
            var middle = servers.Where(s => runs[s].Count > 0).Select(s => (s, Measured.MiddleOf(runs[s], Headline(scenario)))).ToList();
            Console.WriteLine($"\n### {scenario.Name}: {scenario.What}\n\n{TableOf(scenario, middle)}");
            isClean &= middle.All(m => m.Item2.Faults == default);
        }
        return isClean;
    }

    private static bool Found(Server server)
    {
        if (RunningServer.CanStart(server))
            return true;
        Console.Error.WriteLine($"{server.Name} is not there and is left out (bench/run builds it, and says why it could not).");
        return false;
    }

    private static async Task AddRunAsync(List<Measured> runs, Server server, Scenario scenario, BenchOptions options, int round)
    {
        try
        {
            runs.Add(await Run.OnceAsync(server, scenario, options.Duration, options.Processors));
            Console.Error.WriteLine($"round {round} {scenario.Name} {server.Name}: {Figures.Count(Headline(scenario)(runs[^1]))} {runs[^1].Faults}");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            Console.Error.WriteLine($"round {round} {scenario.Name} {server.Name}: no result. {e.Message}");
        }
    }

    private static Func<Measured, double> Headline(Scenario scenario) =>
        scenario.CountsLatency ? run => run.P99 : scenario.Talk is null ? run => run.Connects : run => run.PerCpuSecond;

    private static MarkdownTable TableOf(Scenario scenario, List<(Server Server, Measured Run)> rows)
    {
        var headline = Headline(scenario);
        var yardstick = rows.Where(r => r.Server.Name == Server.Yardstick).Select(r => headline(r.Run)).DefaultIfEmpty(double.NaN).First();
        var against = $"of {Server.Yardstick}'s";
        var sorted = rows.OrderBy(r => scenario.CountsLatency ? headline(r.Run) : -headline(r.Run));
        if (scenario.Talk is null)
        {
            var idle = new MarkdownTable("server", "connects a second of CPU", against, "memory a connection", "faults");
            foreach (var (server, run) in sorted)
                idle.Add(server.Name, Figures.Count(run.Connects), Figures.Ratio(run.Connects / yardstick), Figures.Bytes(run.MemoryAConnection), run.Faults.ToString());
            return idle;
        }
        var table = new MarkdownTable("server", "deliveries a second of CPU", "CPU a delivery", "busy", "p50", "p99", scenario.CountsLatency ? $"p99 {against}" : against, "memory", "faults");
        foreach (var (server, run) in sorted)
        {
            table.Add(
                server.Name, Figures.Count(run.PerCpuSecond), Figures.Microseconds(run.PerDelivery), Figures.Percent(run.Busy), Figures.Microseconds(run.P50),
                Figures.Microseconds(run.P99), Figures.Ratio(headline(run) / yardstick), Figures.Bytes(run.Memory), run.Faults.ToString());
        }
        return table;
    }
}
