namespace AkkaChat.Actors.Connections;

/// <summary>Something that goes down one connection's socket.</summary>
public interface IClientPush;

/// <summary>
/// Something that goes down many sockets. It carries its encodings: the first connection of a format encodes, all others share the bytes.
/// </summary>
public abstract class SharedPush : IClientPush
{
    private volatile Encoding? encodings;

    /// <summary>
    /// The bytes in this format. In a cluster the connections of the room's node and the ways to all other nodes ask at the same moment: one
    /// encodes, the others wait for that.
    /// </summary>
    public ReadOnlyMemory<byte> EncodedAs(IPushFormat format)
    {
        if (Find(format) is { } known)
            return known.Bytes;
        lock (this)
            return (Find(format) ?? (encodings = new Encoding(format, Encode(format), encodings))).Bytes;
    }

    /// <summary>Called once a format.</summary>
    protected virtual ReadOnlyMemory<byte> Encode(IPushFormat format) => format.Encode(this);

    /// <summary>It was encoded elsewhere: connections of this format here share those bytes.</summary>
    protected void Remember(IPushFormat format, ReadOnlyMemory<byte> bytes) => encodings = new Encoding(format, bytes, encodings);

    private Encoding? Find(IPushFormat format)
    {
        var e = encodings;
        while (e is not null && !ReferenceEquals(e.Format, format))
            e = e.Next;
        return e;
    }

    private sealed record Encoding(IPushFormat Format, ReadOnlyMemory<byte> Bytes, Encoding? Next);
}
