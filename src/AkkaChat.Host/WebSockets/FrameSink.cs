namespace AkkaChat.Host.WebSockets;

/// <summary>Where a connection's frames go. One call at a time.</summary>
internal abstract class FrameSink
{
    /// <summary>How many of the bytes the client's socket took at once; never waits.</summary>
    public abstract int WriteNow(ReadOnlySpan<byte> bytes);

    /// <summary>The same in two steps, on one thread: what is begun for many connections may go out together.</summary>
    public virtual void Begin(ReadOnlyMemory<byte> bytes)
    {
    }

    /// <inheritdoc cref="WriteNow"/>
    public virtual int End(ReadOnlySpan<byte> bytes) => WriteNow(bytes);

    /// <summary>Waits until all is written. Throws when the client is gone (<see cref="ConnectionLoss"/>).</summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);
}

/// <summary>Writes to the stream that Kestrel gave for the upgraded connection.</summary>
internal sealed class StreamSink(Stream stream) : FrameSink
{
    public override int WriteNow(ReadOnlySpan<byte> bytes) => 0;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes);
}
