using AkkaChat.Testing;

namespace AkkaChat.Torture;

/// <summary>Where a client connects: to one of the servers that said a moment ago that they can be sent clients, as a load balancer would choose.</summary>
internal sealed class Balancer(IReadOnlyList<ServerProcess> servers) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource end = new();
    private readonly bool[] isReady = [.. servers.Select(_ => true)];
    private Task asking = Task.CompletedTask;

    public void Start()
    {
        if (servers.Count > 1)
            asking = Task.WhenAll(servers.Select((_, server) => AskAsync(server)));
    }

    public Uri Next()
    {
        var ready = Enumerable.Range(0, servers.Count).Where(server => Volatile.Read(ref isReady[server])).ToList();
        return servers[ready.Count == 0 ? Random.Shared.Next(servers.Count) : ready[Random.Shared.Next(ready.Count)]].WebSocket;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await asking;
        end.Dispose();
    }

    private async Task AskAsync(int server)
    {
        while (!end.IsCancellationRequested)
        {
            Volatile.Write(ref isReady[server], await servers[server].IsReadyAsync());
            await Task.WhenAny(Task.Delay(Interval, end.Token));
        }
    }
}
