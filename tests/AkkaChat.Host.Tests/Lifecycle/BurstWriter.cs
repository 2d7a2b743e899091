using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>One of a <see cref="Burst"/>: keeps a few messages under way.</summary>
/// <param name="acknowledged">The seq of each text that was acknowledged.</param>
/// <param name="seen">The text of each seq that anybody saw: the same for all.</param>
internal sealed class BurstWriter(JsonChatClient client, ConcurrentDictionary<string, long> acknowledged, ConcurrentDictionary<long, string> seen)
    : IAsyncDisposable
{
    private const int UnderWay = 16;

    private readonly string name = Guest.NewName();
    private readonly SemaphoreSlim mayWrite = new(UnderWay);
    private readonly CancellationTokenSource gone = new();

    public Task RunAsync() => Task.WhenAll(WriteAsync(), ReadAsync());

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await client.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                await mayWrite.WaitAsync(gone.Token);
                await client.TellAsync(new { type = "send", room = Burst.Room, id = $"{number}", text = $"{name} {number}", @ref = number });
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The server is gone.
        }
    }

    private async Task ReadAsync()
    {
        long last = 0;
        try
        {
            while (true)
            {
                var message = await client.NextAsync(m => m.Type() is "event" or "ok" or "error");
                if (message.Type() == "event")
                {
                    var (seq, text) = ((long)message["seq"]!, (string)message["text"]!);
                    Assert.True(seq == last + 1 || last == 0, $"{seq} came after {last}");
                    last = seq;
                    Assert.Equal(text, seen.GetOrAdd(seq, text));
                    continue;
                }
                if (message.Type() == "ok")
                    acknowledged[$"{name} {(int)message["ref"]!}"] = (long)message["seq"]!;
                mayWrite.Release();
            }
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            await gone.CancelAsync();
        }
    }
}
