using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace AkkaChat.Bench.AspNetPeer;

/// <summary>A broadcast as one writes it first: a queue and a loop of SendAsync for each socket.</summary>
internal sealed class Rooms
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<byte[]>, bool>> rooms = [];

    public async Task ServeAsync(HttpContext context)
    {
        var room = rooms.GetOrAdd(context.Request.Query["room"].ToString(), _ => []);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var outbound = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
        room.TryAdd(outbound, true);
        var sending = SendAsync(socket, outbound.Reader);
        try
        {
            await ReceiveAsync(socket, room);
        }
        catch (WebSocketException)
        {
            // The client is gone.
        }
        finally
        {
            room.TryRemove(outbound, out _);
            outbound.Writer.TryComplete();
            await sending;
        }
    }

    private static async Task ReceiveAsync(WebSocket socket, ConcurrentDictionary<Channel<byte[]>, bool> room)
    {
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
        {
            var text = buffer[..received.Count];
            foreach (var member in room.Keys)
                member.Writer.TryWrite(text);
        }
    }

    private static async Task SendAsync(WebSocket socket, ChannelReader<byte[]> outbound)
    {
        try
        {
            await foreach (var text in outbound.ReadAllAsync())
                await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The receiving side sees it too.
        }
    }
}
