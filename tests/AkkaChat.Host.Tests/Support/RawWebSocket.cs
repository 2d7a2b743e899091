using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Support;

/// <summary>A WebSocket made by hand on a TCP connection: sends any bytes, reads strictly, and answers nothing by itself.</summary>
public sealed class RawWebSocket : IAsyncDisposable
{
    public const string Json = "akkachat.v1";

    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly BufferedStream input;

    private RawWebSocket(Socket socket)
    {
        this.socket = socket;
        stream = new NetworkStream(socket, ownsSocket: true);
        input = new BufferedStream(stream);
    }

    /// <param name="subprotocol">Null for plain text.</param>
    /// <param name="receiveBuffer">Bytes that the kernel keeps for a client that does not read; null for what is usual.</param>
    /// <param name="behindHandshake">Bytes that go out in the same packet.</param>
    public static async Task<RawWebSocket> OpenAsync(
        Uri server, string? subprotocol, string target = "/", int? receiveBuffer = null, byte[]? behindHandshake = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
            socket.ReceiveBufferSize = bytes;
        await socket.ConnectAsync(server.Host, server.Port);
        var raw = new RawWebSocket(socket);
        await raw.ShakeHandsAsync(server, subprotocol, target, behindHandshake ?? []);
        return raw;
    }

    public async Task SendAsync(params ClientFrame[] frames) => await SendBytesAsync([.. frames.SelectMany(f => f.Bytes)]);

    public async Task SendBytesAsync(byte[] bytes)
    {
        using var timeout = new CancellationTokenSource(Await.Timeout);
        await stream.WriteAsync(bytes, timeout.Token);
    }

    /// <summary>The next frame that is not a heartbeat's ping.</summary>
    public async Task<ServerFrame> ReceiveAsync()
    {
        using var timeout = new CancellationTokenSource(Await.Timeout);
        ServerFrame frame;
        do
            frame = await ServerFrame.ReadAsync(input, timeout.Token);
        while (frame.IsPing);
        return frame;
    }

    public async Task<string> ReceiveTextAsync()
    {
        var frame = await ReceiveAsync();
        Assert.True(frame.Opcode == ClientFrame.TextFrame, $"Expected a text frame, got {frame}");
        return frame.Text;
    }

    /// <summary>
    /// Reads up to the server's close frame, ends this side, and checks that the stream ends right after the close frame, in good order
    /// and not by a reset.
    /// </summary>
    /// <returns>The code; null when there is none in the frame.</returns>
    public async Task<int?> ReceiveCloseAsync()
    {
        var code = await ReceiveCloseFrameAsync();
        Finish();
        await ReceiveEndAsync();
        return code;
    }

    /// <summary>Reads up to the server's close frame, and says nothing to it.</summary>
    public async Task<int?> ReceiveCloseFrameAsync()
    {
        var frame = await ReceiveAsync();
        while (!frame.IsClose)
            frame = await ReceiveAsync();
        return frame.CloseCode;
    }

    /// <summary>The stream ends: with FIN, since a reset would throw.</summary>
    public async Task ReceiveEndAsync()
    {
        using var timeout = new CancellationTokenSource(Await.Timeout);
        Assert.Equal(0, await input.ReadAsync(new byte[1], timeout.Token));
    }

    /// <summary>TCP FIN from the client's side, without a word in WebSocket.</summary>
    public void Finish() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>TCP RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task ShakeHandsAsync(Uri server, string? subprotocol, string target, byte[] behind)
    {
        var offer = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
        var request = $"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n{offer}\r\n";
        await SendBytesAsync([.. Encoding.ASCII.GetBytes(request), .. behind]);
        var head = (await HeadAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("HTTP/1.1 101 ", head[0], StringComparison.Ordinal);
        Assert.Contains($"Sec-WebSocket-Accept: {Accept()}", head);
    }

    private async Task<string> HeadAsync()
    {
        using var timeout = new CancellationTokenSource(Await.Timeout);
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await input.ReadExactlyAsync(one, timeout.Token);
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

#pragma warning disable CA5350 // The RFC's proof that this is a WebSocket server.
    private static string Accept() => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(Key + KeySuffix)));
#pragma warning restore CA5350
}
