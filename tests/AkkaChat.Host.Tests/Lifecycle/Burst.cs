using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>Many who write as fast as they can until the server is gone, and what they were promised and saw until then.</summary>
internal sealed class Burst : IAsyncDisposable
{
    public const string Room = "burst";

    private readonly ServerProcess server;
    private readonly ConcurrentDictionary<string, long> acknowledged = [];
    private readonly ConcurrentDictionary<long, string> seen = [];
    private readonly List<BurstWriter> writers = [];
    private Task ended = Task.CompletedTask;

    private Burst(ServerProcess server) => this.server = server;

    public static async Task<Burst> StartAsync(ServerProcess server, int writers)
    {
        var burst = new Burst(server);
        for (var i = 0; i < writers; i++)
            burst.writers.Add(new BurstWriter(await Guest.JoinAsync(server.WebSocket, Room), burst.acknowledged, burst.seen));
        burst.ended = Task.WhenAll(burst.writers.Select(writer => writer.RunAsync()));
        return burst;
    }

    public Task AcknowledgedAsync(int count) => Await.UntilAsync(() => acknowledged.Count >= count, $"{count} messages to be acknowledged");

    /// <summary>Every writer has noticed that the server is gone.</summary>
    public Task EndedAsync() => ended.WaitAsync(Await.Timeout);

    /// <summary>After a restart: each acknowledged message is in the log once, under its seq; what anybody saw is there; no seq is missing.</summary>
    public async Task AssertNothingLostAsync()
    {
        await using var reader = await Guest.JoinAsync(server.WebSocket, Room);
        var (log, hasBefore) = (new List<JsonNode>(), true);
        while (hasBefore)
        {
            var before = log.Count == 0 ? 1_000_000_000 : (long)log[0]["seq"]!;
            var page = await reader.AskAsync(new { type = "history", room = Room, before, limit = 100 });
            log.InsertRange(0, page.Events());
            hasBefore = (bool)page["hasBefore"]!;
        }
        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(e => (long)e["seq"]!));
        var stored = log.ToDictionary(e => (string)e["text"]!, e => (long)e["seq"]!);
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, ok => Assert.Equal(ok.Value, stored.GetValueOrDefault(ok.Key)));
        Assert.All(seen, e => Assert.Equal(e.Key, stored.GetValueOrDefault(e.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in writers)
            await writer.DisposeAsync();
        await ended;
    }
}
