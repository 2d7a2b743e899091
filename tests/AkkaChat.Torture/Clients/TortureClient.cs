using System.Globalization;
using AkkaChat.Torture.Checks;

namespace AkkaChat.Torture.Clients;

/// <summary>Connects, again and again, and writes at its own pace. Its state is touched under <see cref="Gate"/> alone.</summary>
internal abstract partial class TortureClient(string name, int rate, int seed, Ledger ledger)
{
    private const int TicksPerSecond = 20;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly int[] FineCloseCodes = [1000, 1001, 4010, 4011];

    private readonly List<TortureSocket> abandoned = [];
    private TaskCompletionSource abandon = new();
    private volatile bool isWriting = true, isLeaving;

    public string Name => name;

    public abstract bool IsSettled { get; }

    /// <summary>What is wrong with one that does not settle.</summary>
    public abstract string Condition { get; }

    public abstract IReadOnlyList<SentMessage> Sent { get; }

    protected Lock Gate { get; } = new();

    protected Random Random { get; } = new(seed);

    protected Ledger Ledger => ledger;

    protected TortureSocket? Socket { get; private set; }

    protected TimeSpan ReconnectAfter { get; set; }

    /// <summary>For the next connection.</summary>
    protected abstract Uri Address { get; }

    protected abstract string? Subprotocol { get; }

    /// <summary>Until <see cref="LeaveAsync"/>.</summary>
    public async Task RunAsync()
    {
        var writing = WriteAsync();
        while (!isLeaving)
        {
            try
            {
                await LiveAsync(await TortureSocket.ConnectAsync(Address, Subprotocol, ConnectTimeout));
            }
            catch (Exception e) when (TortureSocket.IsCut(e) || e is HttpRequestException)
            {
                ledger.Count("connects refused");
            }
            if (!isLeaving)
                await Task.Delay(ReconnectAfter + TimeSpan.FromMilliseconds(NextRandom(20, 300)));
        }
        await writing;
    }

    public void StopWriting() => isWriting = false;

    public async Task LeaveAsync()
    {
        isLeaving = true;
        isWriting = false;
        if (Socket is not { } socket)
            return;
        try
        {
            await socket.CloseAsync();
        }
        catch (Exception e) when (TortureSocket.IsCut(e))
        {
            // It is gone already.
        }
    }

    protected abstract void OnOpened();

    protected abstract void OnMessage(string text);

    protected abstract void OnTick();

    protected abstract void WriteMany(int count, bool isLarge);

    private async Task LiveAsync(TortureSocket socket)
    {
        abandon = new TaskCompletionSource();
        Locked(() =>
        {
            Socket = socket;
            ReconnectAfter = TimeSpan.Zero;
            OnOpened();
        });
        var reading = socket.ReadAsync(text => Locked(() =>
        {
            if (Socket == socket)
                OnMessage(text);
        }));
        var isAbandoned = await Task.WhenAny(reading, abandon.Task) != reading;
        Locked(() => Socket = null);
        if (isAbandoned)
        {
            socket.Stall(TimeSpan.FromDays(1));
            Locked(() => abandoned.Add(socket));
            return;
        }
        await reading;
        ledger.Count($"closed {socket.CloseCode?.ToString(CultureInfo.InvariantCulture) ?? "without a code"}");
        if (socket.CloseCode is { } code && !FineCloseCodes.Contains(code))
            ledger.Found(FindingKind.Broken, name, $"closed with {code}");
        await socket.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / TicksPerSecond));
        while (!isLeaving && await timer.WaitForNextTickAsync())
            Locked(Tick);
    }

    // Mostly one at a time, now and then a few at once.
    private void Tick()
    {
        OnTick();
        const double average = 2;
        if (isWriting && Random.NextDouble() < rate / average / TicksPerSecond)
            WriteMany(Random.Next(4) == 0 ? Random.Next(3, 8) : 1, isLarge: false);
    }

    private int NextRandom(int from, int to) => Locked(() => Random.Next(from, to));

    private void Locked(Action action)
    {
        lock (Gate)
            action();
    }

    private T Locked<T>(Func<T> function)
    {
        lock (Gate)
            return function();
    }
}
