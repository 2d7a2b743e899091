using System.Diagnostics;
using AkkaChat.Bench.Load;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench.Scenarios;

/// <summary>One server under one load, once.</summary>
public static class Run
{
    /// <summary>Until the server has settled: what was compiled and what waits for a first use counts for nobody.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <exception cref="IOException">The server did not start, or did not let somebody in.</exception>
    public static async Task<Measured> OnceAsync(Server server, Scenario scenario, TimeSpan duration, string? processors)
    {
        await using var running = await RunningServer.StartAsync(server, processors);
        return await OnceAsync(running, server.Dialects, scenario, duration);
    }

    /// <inheritdoc cref="OnceAsync(Server, Scenario, TimeSpan, string?)"/>
    public static async Task<Measured> OnceAsync(RunningServer running, IReadOnlyList<Dialect> dialects, Scenario scenario, TimeSpan duration)
    {
        await Task.Delay(300); // It listens; it need not have gone to rest yet.
        var (memoryBefore, cpuBefore) = (running.Meter.Memory, running.Meter.Cpu);
        await using var crowd = await Crowd.EnterAsync([running.Port], scenario.RoomSizes, dialects);
        var entering = running.Meter.Cpu - cpuBefore;
        if (scenario.Talk is null)
            await Task.Delay(duration);
        var memory = running.Meter.Memory - memoryBefore;
        var (first, last) = scenario.Talk is null ? default : await TalkAsync(crowd, scenario.Talk, WarmUp, duration, () =>
            (crowd.Received, running.Meter.Cpu, At: Stopwatch.GetTimestamp()));
        return new Measured(
            Deliveries: last.Received - first.Received,
            Cpu: last.Cpu - first.Cpu,
            Time: Stopwatch.GetElapsedTime(first.At, last.At),
            P50: crowd.Window.Latencies.Percentile(0.5),
            P99: crowd.Window.Latencies.Percentile(0.99),
            Connects: crowd.Members.Count / Math.Max(0.01, entering.TotalSeconds),
            MemoryAConnection: (double)memory / crowd.Members.Count,
            Memory: running.Meter.Memory,
            Faults: crowd.Faults());
    }

    /// <summary>Lets a crowd talk, and reads the meters when the measured window begins and when it ends. Returns when everybody has everything.</summary>
    public static async Task<(T First, T Last)> TalkAsync<T>(Crowd crowd, ITalk talk, TimeSpan warmUp, TimeSpan duration, Func<T> readMeters)
    {
        using var stop = new CancellationTokenSource();
        var talking = talk.RunAsync(crowd, stop.Token);
        await Task.WhenAny(talking, Task.Delay(warmUp));
        crowd.Window.Open();
        var first = readMeters();
        await Task.WhenAny(talking, Task.Delay(duration));
        var last = readMeters();
        crowd.Window.Close();
        await stop.CancelAsync();
        await talking;
        await crowd.DrainAsync();
        return (first, last);
    }
}
