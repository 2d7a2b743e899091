using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace AkkaChat.Host.WebSockets;

/// <summary>Writes past Kestrel's pipe, which would copy the bytes of each connection and change threads for it.</summary>
internal sealed partial class SocketSink : FrameSink
{
    /// <summary>MSG_NOSIGNAL of Linux: a client that is gone is an error, not a signal.</summary>
    public const int NoSignal = 0x4000;

    private readonly Socket socket;
    private readonly SafeSocketHandle handle;
    private SendRing? ring;

    public SocketSink(Socket socket)
    {
        this.socket = socket;
        handle = socket.SafeHandle;
        socket.Blocking = false;
    }

    /// <summary>Of what was begun: how many bytes the socket took.</summary>
    public int Sent { get; set; }

    public override void Begin(ReadOnlyMemory<byte> bytes)
    {
        if (SendRing.OfThread is { } available && available.TryAdd(this, handle, bytes))
            ring = available;
    }

    public override int End(ReadOnlySpan<byte> bytes)
    {
        if (ring is null)
            return WriteNow(bytes);
        ring.Submit();
        ring = null;
        return Sent;
    }

    // What went wrong is found out by the waiting write that follows.
    public override int WriteNow(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return OperatingSystem.IsLinux() ? SendOnLinux(bytes) : SendAnywhere(bytes);
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

    // What Socket.Send does around the system call costs as much as all the rest that the server does for a delivery (docs/performance.md).
    private int SendOnLinux(ReadOnlySpan<byte> bytes) =>
        (int)Math.Max(0, Send(handle, MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, NoSignal));

    private int SendAnywhere(ReadOnlySpan<byte> bytes)
    {
        var sent = socket.Send(bytes, SocketFlags.None, out var error);
        return error == SocketError.Success ? sent : 0;
    }

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint Send(SafeSocketHandle socket, in byte first, nuint length, int flags);
}
