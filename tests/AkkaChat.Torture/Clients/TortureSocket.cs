using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace AkkaChat.Torture.Clients;

/// <summary>A WebSocket whose TCP socket is at hand, to be maltreated. It writes in order, and reads while it is not stalled.</summary>
internal sealed class TortureSocket : IAsyncDisposable
{
    private const int ReceiveBuffer = 16 * 1024, SegmentSize = 1_400;

    private readonly ClientWebSocket webSocket = new();
    private readonly Channel<string> outgoing = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource ended = new();
    private Socket tcp = null!;
    private long stalledUntil;
    private Task writing = Task.CompletedTask;

    public int? CloseCode => (int?)webSocket.CloseStatus;

    public static async Task<TortureSocket> ConnectAsync(Uri address, string? subprotocol, TimeSpan timeout)
    {
        var socket = new TortureSocket();
        try
        {
            using var cancellation = new CancellationTokenSource(timeout);
            await socket.OpenAsync(address, subprotocol, cancellation.Token);
            return socket;
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes behind what was given before.</summary>
    public void Send(string text) => outgoing.Writer.TryWrite(text);

    public void Stall(TimeSpan time) => Volatile.Write(ref stalledUntil, Environment.TickCount64 + (long)time.TotalMilliseconds);

    public void Reset()
    {
        tcp.LingerState = new LingerOption(enable: true, seconds: 0);
        tcp.Close();
    }

    public void HalfClose() => tcp.Shutdown(SocketShutdown.Send);

    /// <summary>Says goodbye once everything is written; <see cref="ReadAsync"/> ends when the server has answered.</summary>
    public async Task CloseAsync()
    {
        outgoing.Writer.TryComplete();
        await writing;
        await webSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    /// <summary>Gives what comes to <paramref name="onMessage"/> until the connection ends in one way or another.</summary>
    public async Task ReadAsync(Action<string> onMessage)
    {
        writing = WriteAsync();
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (webSocket.CloseStatus is null)
            {
                while (Volatile.Read(ref stalledUntil) - Environment.TickCount64 is > 0 and var left)
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(left, 1_000_000)), ended.Token);
                var result = await webSocket.ReceiveAsync(buffer, CancellationToken.None);
                message.Write(buffer, 0, result.Count);
                if (!result.EndOfMessage || result.MessageType == WebSocketMessageType.Close)
                    continue;
                onMessage(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (IsCut(e))
        {
            // What came before counts.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        webSocket.Dispose();
        await writing;
    }

    public static bool IsCut(Exception e) =>
        e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or SocketException;

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var text in outgoing.Reader.ReadAllAsync(ended.Token))
                await webSocket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, ended.Token);
        }
        catch (Exception e) when (IsCut(e))
        {
            // The reader notices.
        }
    }

    private async Task OpenAsync(Uri address, string? subprotocol, CancellationToken cancellation)
    {
        if (subprotocol is not null)
            webSocket.Options.AddSubProtocol(subprotocol);
        webSocket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectTcpAsync };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await webSocket.ConnectAsync(address, invoker, cancellation);
    }

    private async ValueTask<Stream> ConnectTcpAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBuffer };
        // Loopback's huge segments come with huge buffers: with a network's, a reader that stalls is felt by the server at once.
        if (OperatingSystem.IsLinux())
            tcp.SetRawSocketOption((int)SocketOptionLevel.Tcp, /* TCP_MAXSEG */ 2, BitConverter.GetBytes(SegmentSize));
        await tcp.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(tcp, ownsSocket: true);
    }
}
