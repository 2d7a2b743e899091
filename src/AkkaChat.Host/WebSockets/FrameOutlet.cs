using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>
/// The way out of a connection: whole frames, in the order they were given, one write at a time. What the socket does not take at once
/// is written when it can, and frames behind it wait, up to a bound. Safe to use from several threads; no method blocks.
/// </summary>
/// <param name="mostWaitingBytes">The bound; beyond it <see cref="TryWrite"/> refuses.</param>
/// <param name="progressed">Called when the socket has taken something that it could not take at once: the client reads.</param>
/// <param name="caughtUp">Called when nothing waits any more, once after each <see cref="IsBehind"/> that was true.</param>
internal sealed class FrameOutlet(FrameSink sink, int mostWaitingBytes, Action progressed, Action caughtUp) : WriteRound.IPutOff
{
    private ReadOnlyMemory<byte> first;
    private bool isPutOff;
    private readonly Queue<ReadOnlyMemory<byte>> waiting = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int waitingBytes;
    private bool isWriting, isEnding, isCatchingUp;

    /// <summary>Completes when the last frame is out, or never will be.</summary>
    public Task Ended => ended.Task;

    /// <summary>The socket can't take more now.</summary>
    public bool IsWaiting => Volatile.Read(ref isWriting);

    /// <summary>Behind what the socket is taking.</summary>
    public int WaitingBytes => Volatile.Read(ref waitingBytes);

    /// <summary>More than an eighth of the bound waits: the rest should be left for what comes unasked.</summary>
    public bool IsBehind
    {
        get
        {
            lock (this)
                return isCatchingUp = waitingBytes > mostWaitingBytes / 8;
        }
    }

    /// <summary>False, and nothing is queued, when the client reads too slowly. Frames after the end are dropped.</summary>
    public bool TryWrite(ReadOnlyMemory<byte> frames)
    {
        lock (this)
        {
            if (isEnding)
                return true;
            if (IsBusy && waitingBytes + frames.Length > mostWaitingBytes)
                return false;
            if (!IsBusy && WriteRound.TryPutOff(this))
                (first, isPutOff) = (frames, true);
            else
                Write(frames);
            return true;
        }
    }

    /// <summary>Sends this last. With <paramref name="dropWaiting"/> in place of what waits: who reads too slowly comes back for that.</summary>
    public void End(ReadOnlyMemory<byte> last, bool dropWaiting)
    {
        lock (this)
        {
            if (isEnding)
                return;
            isEnding = true;
            if (dropWaiting)
                DropWaiting();
            Write(last);
            EndWhenIdle();
        }
    }

    // What was put off stays as it is until it is written: all that comes meanwhile waits behind it.
    void WriteRound.IPutOff.Begin() => sink.Begin(first);

    void WriteRound.IPutOff.End()
    {
        lock (this)
        {
            isPutOff = false;
            WriteRest(first[sink.End(first.Span)..]);
            first = default;
            while (!isWriting && waitingBytes > 0)
            {
                var next = waiting.Dequeue();
                waitingBytes -= next.Length;
                Write(next);
            }
            EndWhenIdle();
        }
    }

    private bool IsBusy => isWriting || isPutOff;

    private void EndWhenIdle()
    {
        if (isEnding && !IsBusy)
            ended.TrySetResult();
    }

    private void Write(ReadOnlyMemory<byte> frames)
    {
        if (IsBusy)
        {
            waiting.Enqueue(frames);
            waitingBytes += frames.Length;
            return;
        }
        WriteRest(frames[sink.WriteNow(frames.Span)..]);
    }

    private void WriteRest(ReadOnlyMemory<byte> rest)
    {
        isWriting = !rest.IsEmpty;
        if (isWriting)
            _ = WriteOutAsync(rest);
    }

    private async Task WriteOutAsync(ReadOnlyMemory<byte> frames)
    {
        try
        {
            do
            {
                await sink.WriteAsync(frames);
                progressed();
            }
            while (TryDequeue(out frames));
        }
        catch (Exception e) when (ConnectionLoss.IsIt(e))
        {
            GiveUp();
        }
    }

    private bool TryDequeue(out ReadOnlyMemory<byte> next)
    {
        bool hasNext, hasCaughtUp;
        lock (this)
        {
            isWriting = hasNext = waiting.TryDequeue(out next);
            waitingBytes -= next.Length;
            if (!isWriting && isEnding)
                ended.TrySetResult();
            hasCaughtUp = isCatchingUp && !isWriting;
            isCatchingUp &= isWriting;
        }
        if (hasCaughtUp)
            caughtUp();
        return hasNext;
    }

    private void GiveUp()
    {
        lock (this)
        {
            isEnding = true;
            DropWaiting();
        }
        ended.TrySetResult();
        caughtUp();
    }

    private void DropWaiting()
    {
        waiting.Clear();
        waitingBytes = 0;
    }
}
