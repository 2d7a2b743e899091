using AkkaChat.Testing;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Faults;

namespace AkkaChat.Torture.Subjects;

/// <summary>What is tormented: servers, and the database below them.</summary>
internal abstract class Subject(Ledger ledger) : IAsyncDisposable
{
    private const int HeartbeatMs = 1_500;

    public abstract IReadOnlyList<ServerProcess> Servers { get; }

    /// <summary>What the run can't do here, in words.</summary>
    public abstract string? LeftOut { get; }

    /// <summary>What is in every error that a server logs because of its database.</summary>
    public abstract string ExpectedError { get; }

    protected Ledger Ledger => ledger;

    public static async Task<Subject> StartAsync(TortureOptions options, Ledger ledger)
    {
        string[] settings =
        [
            "--AkkaChat:Limits:SendsPerSecond=0",
            $"--AkkaChat:Limits:OutboundQueueBytes={options.Queue}",
            $"--AkkaChat:Limits:HeartbeatMs={HeartbeatMs}",
        ];
        return options.IsCluster
            ? await NodesSubject.StartAsync(options.Nodes, settings, ledger)
            : await OneServerSubject.StartAsync(settings, ledger);
    }

    /// <summary>Returns when it is over and all servers can be used again.</summary>
    public virtual Task DoAsync(Fault fault) => fault.Kind switch
    {
        FaultKind.Kill => KillAsync(Servers[fault.Victims[0]], fault.Lasting),
        FaultKind.Stop => StopAsync(Servers[fault.Victims[0]], fault.Lasting),
        FaultKind.Freeze => FreezeAsync(Servers[fault.Victims[0]], fault.Lasting),
        _ => throw new InvalidOperationException($"{fault.Kind} is not for these servers"),
    };

    /// <summary>SIGTERM to all.</summary>
    public Task StopAllAsync() => Task.WhenAll(Servers.Select(s => s.StopAsync()));

    /// <summary>The rooms, with nothing of the servers' in between.</summary>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> ReadDatabase(IEnumerable<string> rooms);

    /// <summary>What the database says that is wrong with it.</summary>
    public abstract string? Damage();

    /// <summary>Writes down what the servers said and stored.</summary>
    public abstract void WriteTo(string folder);

    public abstract ValueTask DisposeAsync();

    protected virtual Task StartAgainAsync(ServerProcess server) => server.StartAgainAsync();

    protected async Task StopAsync(ServerProcess server, TimeSpan away)
    {
        try
        {
            var exitCode = await server.StopAsync();
            if (exitCode != 0)
                ledger.Found(FindingKind.Broken, "server", $"SIGTERM made it exit with {exitCode}");
        }
        catch (TimeoutException)
        {
            ledger.Found(FindingKind.Broken, "server", $"SIGTERM did not end it within {Await.Timeout}");
            await server.KillAsync();
        }
        await Task.Delay(away);
        await StartAgainAsync(server);
    }

    private static async Task FreezeAsync(ServerProcess server, TimeSpan time)
    {
        server.Signal("STOP");
        await Task.Delay(time);
        server.Signal("CONT");
    }

    private async Task KillAsync(ServerProcess server, TimeSpan away)
    {
        await server.KillAsync();
        await Task.Delay(away);
        await StartAgainAsync(server);
    }
}
