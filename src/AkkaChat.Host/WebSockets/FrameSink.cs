using System.Net.Sockets;

namespace AkkaChat.Host.WebSockets;

/// <summary>Where a connection's frames go. One call at a time.</summary>
internal abstract class FrameSink
{
    /// <summary>How many of the bytes the client's socket took at once; never waits.</summary>
    public abstract int WriteNow(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until all is written. Throws when the client is gone (<see cref="ConnectionLoss"/>).</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);
}

/// <summary>Writes past Kestrel's pipe, which would copy the bytes of each connection and change threads for it.</summary>
internal sealed class SocketSink : FrameSink
{
    private readonly Socket socket;

    public SocketSink(Socket socket)
    {
        this.socket = socket;
        socket.Blocking = false;
    }

    // What went wrong is found out by the waiting write that follows.
    public override int WriteNow(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var sent = socket.Send(bytes, SocketFlags.None, out var error);
            return error == SocketError.Success ? sent : 0;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes)..];
    }
}

/// <summary>Writes to the stream that Kestrel gave for the upgraded connection.</summary>
internal sealed class StreamSink(Stream stream) : FrameSink
{
    public override int WriteNow(ReadOnlySpan<byte> bytes) => 0;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes);
}
