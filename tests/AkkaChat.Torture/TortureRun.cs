using System.Net.WebSockets;
using System.Threading.Channels;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Faults;
using AkkaChat.Torture.Subjects;

namespace AkkaChat.Torture;

/// <summary>One run: start, torment, let settle, read what is there, compare.</summary>
internal sealed class TortureRun(TortureOptions options)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    private readonly Ledger ledger = new();

    /// <returns>Whether every promise was kept.</returns>
    public async Task<bool> RunAsync()
    {
        Console.WriteLine(options.Replay);
        await using var subject = await Subject.StartAsync(options, ledger);
        if (subject.LeftOut is { } leftOut)
            Console.WriteLine(leftOut);
        await using var balancer = new Balancer(subject.Servers);
        balancer.Start();
        var evidence = await TormentAsync(subject, new Crowd(options, balancer, ledger));
        var findings = ledger.Findings.Concat(Checker.Check(evidence)).ToList();
        if (evidence.Wire.Values.All(log => log.Count == 0))
            findings.Add(new Finding(FindingKind.Broken, "run", "nothing was stored: it shows nothing"));
        if (subject.Damage() is { } damage)
            findings.Add(new Finding(FindingKind.Broken, "database", damage));
        findings.AddRange(subject.Servers.SelectMany(server => ServerErrors.Check(server.Output, subject.ExpectedError)));
        Console.WriteLine(Report.Table(evidence, findings, ledger, options));
        if (findings.Count > 0 || options.Log is not null)
            Console.WriteLine($"What happened is in {RunFolder.Write(options, subject, ledger, evidence, findings)}");
        return findings.Count == 0;
    }

    private async Task<Evidence> TormentAsync(Subject subject, Crowd crowd)
    {
        using var end = new CancellationTokenSource();
        var progress = TellProgressAsync(crowd, end.Token);
        var wire = await ReadAfterTormentAsync(subject, crowd);
        await crowd.LeaveAsync();
        await end.CancelAsync();
        await progress;
        var database = subject.ReadDatabase(crowd.Rooms);
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

    /// <summary>What history tells at the end; null when the servers can't be brought to tell it, which is a finding.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<LogEvent>>?> ReadAfterTormentAsync(Subject subject, Crowd crowd)
    {
        try
        {
            var end = ledger.Now + TimeSpan.FromSeconds(options.Seconds);
            crowd.Start();
            await new FaultRunner(subject, crowd.Everybody, ledger).RunAsync(FaultPlan.Make(options), end);
            await crowd.SettleAsync(subject.Servers[0].WebSocket);
            var wire = await WireReader.ReadAsync(subject.Servers[^1].WebSocket, crowd.Rooms);
            await crowd.LeaveAsync();
            await subject.StopAllAsync();
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
                    $"{ledger.Now.TotalSeconds,5:F0} s  {ledger.Acks.Count} acknowledged, {ledger.Faults.Count} faults, ")
                    + FormattableString.Invariant($"{crowd.Unsettled} clients wait, {ledger.Findings.Count} findings"));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
