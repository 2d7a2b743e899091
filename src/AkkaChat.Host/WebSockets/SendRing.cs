using System.Net.Sockets;

namespace AkkaChat.Host.WebSockets;

/// <summary>
/// The sends of a large room in few system calls: cheaper by a fifth than one by one (docs/decisions/0013-many-sends-in-one-call.md). One a
/// thread, which alone uses it. Bytes that many sockets are sent are copied to the system's side once.
/// </summary>
internal sealed unsafe class SendRing
{
    /// <summary>MSG_DONTWAIT of Linux: what can't be sent at once is not sent, nor waited for.</summary>
    private const int NeverWait = 0x40;

    /// <summary>Sends at a time; bytes of them; and of how many pieces of those it is known that they are there, as a room's members have few formats.</summary>
    private const int MostSends = 1024, MostBytes = 256 * 1024, MostPieces = 4;

    [ThreadStatic]
    private static SendRing? ofThread;

    private static volatile bool isUnavailable;

    private readonly IoUring ring;
    private readonly (SocketSink Sink, SafeSocketHandle Handle)[] sends = new (SocketSink, SafeSocketHandle)[MostSends];
    private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(MostBytes, pinned: true);
    private readonly (ReadOnlyMemory<byte> Piece, int At)[] pieces = new (ReadOnlyMemory<byte>, int)[MostPieces];
    private int sendCount, byteCount, pieceCount;
    private bool isBroken;

    private SendRing(IoUring ring) => this.ring = ring;

    /// <summary>Null where the system has none: then each send is a call.</summary>
    public static SendRing? OfThread => ofThread ??= TryCreate();

    /// <summary>Adds a send; <see cref="SocketSink.Sent"/> tells after <see cref="Submit"/> what became of it. False when there is no room or the socket is closed.</summary>
    public bool TryAdd(SocketSink sink, SafeSocketHandle handle, ReadOnlyMemory<byte> piece)
    {
        if (sendCount == MostSends)
            Submit();
        if (!TryPlace(piece, out var at) || !TryHold(handle))
            return false;
        sink.Sent = 0;
        fixed (byte* first = &bytes[at]) // They don't move.
            ring.AddSend(handle.DangerousGetHandle(), first, piece.Length, NeverWait | SocketSink.NoSignal, sendCount);
        sends[sendCount++] = (sink, handle);
        return true;
    }

    /// <summary>Sends all that was added, as far as the sockets take it at once.</summary>
    public void Submit()
    {
        var (added, open) = (sendCount, sendCount);
        while (open > 0 && !isBroken)
        {
            if (!ring.TrySubmit(ref added, open))
                GiveUp();
            for (; ring.TryTakeCompletion(out var number, out var result); open--)
                sends[number].Sink.Sent = Math.Max(0, result); // What went wrong is found out by the waiting write that follows.
        }
        foreach (var (_, handle) in sends.AsSpan(0, sendCount))
            handle.DangerousRelease();
        Array.Clear(sends, 0, sendCount);
        Array.Clear(pieces);
        (sendCount, byteCount, pieceCount) = (0, 0, 0);
    }

    private static SendRing? TryCreate()
    {
        if (isUnavailable)
            return null;
        if (IoUring.TryCreate(MostSends) is { } ring)
            return new SendRing(ring);
        isUnavailable = true;
        return null;
    }

    // The system allowed one and takes nothing from it: what it has not sent, and all from now on, goes one by one.
    private void GiveUp()
    {
        isBroken = isUnavailable = true;
        ofThread = null;
    }

    // A socket that is closed meanwhile keeps its number until it is released; else another one might have it by now.
    private static bool TryHold(SafeSocketHandle handle)
    {
        var isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        return isHeld;
    }

    private bool TryPlace(ReadOnlyMemory<byte> piece, out int at)
    {
        foreach (var known in pieces.AsSpan(0, Math.Min(pieceCount, MostPieces)))
        {
            if (known.Piece.Equals(piece))
            {
                at = known.At;
                return true;
            }
        }
        at = byteCount;
        if (piece.Length > MostBytes - byteCount)
            return false;
        piece.Span.CopyTo(bytes.AsSpan(at));
        byteCount += piece.Length;
        pieces[pieceCount++ % MostPieces] = (piece, at);
        return true;
    }
}
