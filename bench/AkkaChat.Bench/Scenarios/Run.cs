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
        await using var crowd = await Crowd.EnterAsync(running.Port, scenario.RoomSizes, dialects);
        var entering = running.Meter.Cpu - cpuBefore;
        if (scenario.Talk is null)
            await Task.Delay(duration);
        var memory = running.Meter.Memory - memoryBefore;
        var window = scenario.Talk is null ? default : await TalkAsync(running, crowd, scenario.Talk, duration);
        return new Measured(
            Deliveries: window.Deliveries,
            Cpu: window.Cpu,
            Time: window.Time,
            P50: crowd.Window.Latencies.Percentile(0.5),
            P99: crowd.Window.Latencies.Percentile(0.99),
            Connects: crowd.Members.Count / Math.Max(0.01, entering.TotalSeconds),
            MemoryAConnection: (double)memory / crowd.Members.Count,
            Memory: running.Meter.Memory,
            Faults: crowd.Faults());
    }

    private static async Task<(long Deliveries, TimeSpan Cpu, TimeSpan Time)> TalkAsync(RunningServer running, Crowd crowd, ITalk talk, TimeSpan duration)
    {
        using var stop = new CancellationTokenSource();
        var talking = talk.RunAsync(crowd, running.Port, stop.Token);
        await Task.WhenAny(talking, Task.Delay(WarmUp));
        crowd.Window.Open();
        var (start, cpu, received) = (Stopwatch.GetTimestamp(), running.Meter.Cpu, crowd.Received);
        await Task.WhenAny(talking, Task.Delay(duration));
        var result = (crowd.Received - received, running.Meter.Cpu - cpu, Stopwatch.GetElapsedTime(start));
        crowd.Window.Close();
        await stop.CancelAsync();
        await talking;
        await crowd.DrainAsync();
        return result;
    }
}
