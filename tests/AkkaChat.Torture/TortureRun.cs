using System.Diagnostics;
using System.Net.WebSockets;
using System.Threading.Channels;
using AkkaChat.Testing;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Faults;

namespace AkkaChat.Torture;

/// <summary>One run: start, torment, let settle, read what is there, compare.</summary>
internal sealed class TortureRun(TortureOptions options)
{
    private const int HeartbeatMs = 1_500;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    private readonly Ledger ledger = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <returns>Whether every promise was kept.</returns>
    public async Task<bool> RunAsync()
    {
        Console.WriteLine(options.Replay);
        using var fakeClock = FakeClock.CanBe ? new FakeClock() : null;
        if (fakeClock is null)
            Console.WriteLine("libfaketime is not installed: the clock does not jump.");
        await using var server = await ServerProcess.StartInAsync(
            fakeClock?.Surroundings ?? new Surroundings(),
            "--AkkaChat:Limits:SendsPerSecond=0",
            $"--AkkaChat:Limits:OutboundQueueBytes={options.Queue}",
            $"--AkkaChat:Limits:HeartbeatMs={HeartbeatMs}");
        var crowd = new Crowd(options, server.WebSocket, ledger);
        var evidence = await TormentAsync(server, fakeClock, crowd);
        var findings = ledger.Findings.Concat(Checker.Check(evidence)).ToList();
        if (evidence.Wire.Values.All(log => log.Count == 0))
            findings.Add(new Finding(FindingKind.Broken, "run", "nothing was stored: it shows nothing"));
        if (DatabaseReader.CheckIntegrity(server.DatabaseFile) is not "ok" and var damage)
            findings.Add(new Finding(FindingKind.Broken, "database", damage));

        findings.AddRange(ServerErrors.Check(server.Output));
        Console.WriteLine(Report.Table(evidence, findings, ledger, options));
        if (findings.Count > 0 || options.Log is not null)
            Console.WriteLine($"What happened is in {RunFolder.Write(options, server, ledger, evidence, findings)}");
        return findings.Count == 0;
    }

    private async Task<Evidence> TormentAsync(ServerProcess server, FakeClock? fakeClock, Crowd crowd)
    {
        using var end = new CancellationTokenSource();
        var progress = TellProgressAsync(crowd, end.Token);
        var wire = await ReadAfterTormentAsync(server, fakeClock, crowd);
        await crowd.LeaveAsync();
        await end.CancelAsync();
        await progress;
        var database = DatabaseReader.Read(server.DatabaseFile, crowd.Rooms);
        return new Evidence
        {
            Wire = wire ?? database,
            Database = database,
            Sent = crowd.Sent,
            Acks = [.. ledger.Acks],
            Witnesses = crowd.Witnesses,
            Hearings = crowd.Hearings,
        };
    }

    /// <summary>What history tells at the end; null when the server can't be brought to tell it, which is a finding.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<LogEvent>>?> ReadAfterTormentAsync(
        ServerProcess server, FakeClock? fakeClock, Crowd crowd)
    {
        try
        {
            crowd.Start();
            clock.Restart();
            await new FaultRunner(server, fakeClock, crowd.Everybody, ledger).RunAsync(FaultPlan.Make(options), clock);
            if (TimeSpan.FromSeconds(options.Seconds) - clock.Elapsed is var left && left > TimeSpan.Zero)
                await Task.Delay(left);
            await crowd.SettleAsync(server.WebSocket);
            var wire = await WireReader.ReadAsync(server.WebSocket, crowd.Rooms);
            await crowd.LeaveAsync();
            await server.StopAsync();
            return wire;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or WebSocketException
            or OperationCanceledException or ChannelClosedException)
        {
            ledger.Found(FindingKind.Broken, "server", $"it does not start, answer or stop: {e}");
            return null;
        }
    }

    private async Task TellProgressAsync(Crowd crowd, CancellationToken end)
    {
        using var timer = new PeriodicTimer(ProgressInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
                Console.WriteLine(FormattableString.Invariant(
                    $"{clock.Elapsed.TotalSeconds,5:F0} s  {ledger.Acks.Count} acknowledged, {ledger.Faults.Count} faults, ")
                    + FormattableString.Invariant($"{crowd.Unsettled} clients wait, {ledger.Findings.Count} findings"));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
