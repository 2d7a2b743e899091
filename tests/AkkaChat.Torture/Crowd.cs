using System.Diagnostics;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Clients;

namespace AkkaChat.Torture;

/// <summary>All clients of a run.</summary>
internal sealed class Crowd
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(60), Interval = TimeSpan.FromMilliseconds(100);

    private readonly List<JsonTortureClient> json = [];
    private readonly List<PlainTortureClient> plain = [];
    private readonly Ledger ledger;
    private Task running = Task.CompletedTask;

    public Crowd(TortureOptions options, Balancer balancer, Ledger ledger)
    {
        this.ledger = ledger;
        Rooms = [.. Enumerable.Range(1, options.Rooms).Select(i => $"torture-{i}")];
        for (var i = 0; i < options.Clients; i++)
        {
            var seed = unchecked((options.Seed * 10_007) + i);
            if (options.Mode == ClientMode.Plain || (options.Mode == ClientMode.Both && i % 4 == 3))
                Add(plain, new PlainTortureClient($"p{i}", balancer, Rooms[i / 4 % Rooms.Count], options.Rate, seed, ledger));
            else
                Add(json, new JsonTortureClient($"j{i}", balancer, RoomsOf(i), options.Rate, seed, ledger));
        }
    }

    public IReadOnlyList<string> Rooms { get; }

    /// <summary>By their numbers.</summary>
    public List<TortureClient> Everybody { get; } = [];

    public IReadOnlyList<SentMessage> Sent => [.. Everybody.SelectMany(c => c.Sent)];

    public IReadOnlyList<Witness> Witnesses => [.. json.SelectMany(c => c.Witnesses)];

    public IReadOnlyList<Hearing> Hearings => [.. plain.SelectMany(c => c.Hearings)];

    public int Unsettled => Everybody.Count(c => !c.IsSettled);

    public void Start() => running = Task.WhenAll(Everybody.Select(c => c.RunAsync()));

    /// <summary>
    /// Until everything written is acknowledged or heard, and everybody has seen all there is; or it is found that this never comes.
    /// </summary>
    public async Task SettleAsync(Uri address)
    {
        foreach (var client in Everybody)
            client.StopWriting();
        await Task.WhenAll(Everybody.Select(c => c.CleanUpAsync()));
        await SettledAsync(Everybody, c => c.IsSettled, "did not settle");
        await Task.WhenAll(plain.Select(c => c.LeaveAsync()));
        var heads = await WireReader.ReadHeadsAsync(address, Rooms);
        await SettledAsync(json, c => c.HasSeen(heads), $"did not see all of {string.Join(", ", heads)}");
    }

    /// <summary>From here on nothing changes any more.</summary>
    public async Task LeaveAsync()
    {
        await Task.WhenAll(Everybody.Select(c => c.LeaveAsync()));
        await Task.WhenAny(running, Task.Delay(SettleTime));
    }

    private void Add<T>(List<T> kind, T client)
        where T : TortureClient
    {
        kind.Add(client);
        Everybody.Add(client);
    }

    private async Task SettledAsync<T>(IReadOnlyList<T> clients, Func<T, bool> isSettled, string what)
        where T : TortureClient
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Interval);
        while (clock.Elapsed < SettleTime && !clients.All(isSettled))
            await timer.WaitForNextTickAsync();
        foreach (var client in clients.Where(c => !isSettled(c)))
            ledger.Found(FindingKind.Broken, client.Name, $"{what} within {SettleTime}: {client.Condition}");
    }

    // Every other one is in two rooms.
    private IReadOnlyList<string> RoomsOf(int i) =>
        [.. new[] { Rooms[i % Rooms.Count], Rooms[(i + (i % 2)) % Rooms.Count] }.Distinct()];
}
