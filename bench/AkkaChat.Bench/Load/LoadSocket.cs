using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AkkaChat.Bench.Load;

/// <summary>A client's WebSocket: frames that are added leave together when it is flushed, one write at a time.</summary>
public sealed class LoadSocket : IDisposable
{
    private readonly Socket socket;
    private readonly Lock gate = new();
    private ArrayBufferWriter<byte> next = new(256), leaving = new(256);
    private bool isWriting;

    private LoadSocket(Socket socket) => this.socket = socket;

    public static async Task<LoadSocket> OpenAsync(int port, string path, string? subprotocol, IPAddress source, CancellationToken timeout)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(IPAddress.Loopback, port, timeout);
            var offer = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
            await socket.SendAsync(
                Encoding.ASCII.GetBytes(
                    $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{offer}\r\n"),
                timeout);
            await ReadHeadAsync(socket, timeout);
            return new LoadSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer);

    public void Add(int opcode, ReadOnlySpan<byte> payload)
    {
        lock (gate)
            next.AddFrame(opcode, payload);
    }

    public void Flush()
    {
        lock (gate)
        {
            if (isWriting || next.WrittenCount == 0)
                return;
            isWriting = true;
        }
        _ = WriteAsync();
    }

    public void Dispose() => socket.Dispose();

    private async Task WriteAsync()
    {
        try
        {
            while (TakeNext())
            {
                for (var rest = leaving.WrittenMemory; !rest.IsEmpty;)
                    rest = rest[await socket.SendAsync(rest)..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The receiving side says that the connection is gone.
        }
    }

    private bool TakeNext()
    {
        lock (gate)
        {
            isWriting = next.WrittenCount > 0;
            if (!isWriting)
                return false;
            (next, leaving) = (leaving, next);
            next.ResetWrittenCount();
            return true;
        }
    }

    // A byte at a time, so that nothing behind the head is taken with it: opening is not what is measured.
    private static async Task ReadHeadAsync(Socket socket, CancellationToken timeout)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            if (await socket.ReceiveAsync(one, timeout) == 0)
                throw new IOException("The server closed the connection instead of answering the handshake.");
            head.Append((char)one[0]);
        }
        var status = head.ToString().Split("\r\n")[0];
        if (!status.Contains(" 101 ", StringComparison.Ordinal))
            throw new IOException($"The server refused the handshake: {status}");
    }
}
