using Akka.Actor;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

#pragma warning disable CA1001 // The actor may still call when the socket has ended: what it calls must not be disposed under it.
/// <summary>A WebSocket as its <see cref="ConnectionActor"/> sees it: pushes go out in the mode's format, and the receive loop reads on demand.</summary>
internal sealed class WebSocketChannel : IClientChannel
#pragma warning restore CA1001
{
    /// <summary>How long the client has for its part of the closing handshake; one that reads slowly gets to see its close code.</summary>
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1.5), SlowCloseTime = TimeSpan.FromSeconds(30);

    /// <summary>How long the last frames have to leave the server.</summary>
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(1);

    private readonly Wire wire;
    private readonly IWireFormat format;
    private readonly TimeProvider time;
    private readonly FrameOutlet outlet;
    private readonly SemaphoreSlim demand = new(0);
    private IActorRef connection = ActorRefs.Nobody;
    private long lastSignOfLife;
    private ITimer? closing;
    private int isClosing;
    private volatile bool isReading = true;

    public WebSocketChannel(Wire wire, IWireFormat format, int mostWaitingBytes, TimeProvider time)
    {
        this.wire = wire;
        this.format = format;
        this.time = time;
        outlet = new FrameOutlet(wire.Output, mostWaitingBytes, SignOfLife, () => connection.Tell(new ConnectionActor.CaughtUp()));
        SignOfLife();
    }

    public bool IsClosing => Volatile.Read(ref isClosing) != 0;

    public TimeSpan QuietFor => isReading || outlet.IsWaiting ? time.GetElapsedTime(Volatile.Read(ref lastSignOfLife)) : TimeSpan.Zero;

    public string Format => format.Name;

    public bool IsBehind => outlet.IsBehind;

    public long HeardAt => Volatile.Read(ref lastSignOfLife);

    public int WaitingBytes => outlet.WaitingBytes;

    public void Attach(IActorRef actor) => connection = actor;

    public void Push(IClientPush push)
    {
        if (IsClosing)
            return;
        var frames = push is SharedPush shared ? shared.EncodedAs(format) : format.Encode(push);
        if (frames.Length > 0)
            Write(frames);
    }

    public void Ping() => Write(FrameWriter.Control(Opcode.Ping, []));

    public void Pong(ReadOnlySpan<byte> payload) => Write(FrameWriter.Control(Opcode.Pong, payload));

    public void ReadOn() => demand.Release();

    public void Close(CloseCode code) => End(FrameWriter.Close(code), dropWaiting: false, CloseTime);

    /// <summary>Ends the connection with a close frame that answers the client's.</summary>
    public void AnswerClose(ReadOnlyMemory<byte> closeFrame) => End(closeFrame, dropWaiting: false, CloseTime);

    public void Abort()
    {
        Volatile.Write(ref isClosing, 1); // What it had still to say is not asked for any more.
        wire.Drop();
        demand.Release();
    }

    /// <summary>The client has sent or read something.</summary>
    public void SignOfLife() => Volatile.Write(ref lastSignOfLife, time.GetTimestamp());

    /// <summary>Gives requests to the connection, and waits until it wants more.</summary>
    public async Task HandOverAsync(IReadOnlyList<ClientRequest> requests)
    {
        if (IsClosing)
            return;
        isReading = false;
        connection.Tell(new ConnectionActor.Received(requests));
        await demand.WaitAsync();
        SignOfLife();
        isReading = true;
    }

    /// <summary>Nothing more comes from this socket: waits, within a bound, until what was queued is out.</summary>
    public async Task EndAsync()
    {
        TellEnd();
        Close(CloseCode.Normal);
        try
        {
            await outlet.Ended.WaitAsync(FlushTime);
        }
        catch (TimeoutException)
        {
            Abort();
        }
        closing?.Dispose();
    }

    private void TellEnd() => connection.Tell(new ConnectionActor.SocketEnded());

    private void Write(ReadOnlyMemory<byte> frame)
    {
        if (!outlet.TryWrite(frame))
            CloseTooSlow();
    }

    private void CloseTooSlow()
    {
        byte[] last = [.. format.Encode(new GoodbyePush(CloseCode.TooSlow, null)).Span, .. FrameWriter.Close(CloseCode.TooSlow).Span];
        End(last, dropWaiting: true, SlowCloseTime);
        TellEnd();
    }

    private void End(ReadOnlyMemory<byte> last, bool dropWaiting, TimeSpan patience)
    {
        if (Interlocked.Exchange(ref isClosing, 1) != 0)
            return;
        outlet.End(last, dropWaiting);
        demand.Release();
        closing = time.CreateTimer(_ => wire.StopReading(), state: null, patience, Timeout.InfiniteTimeSpan);
    }
}
