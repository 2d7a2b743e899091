namespace AkkaChat.Actors.Connections;

/// <summary>Something that goes down one connection's socket.</summary>
public interface IClientPush;

/// <summary>
/// Something that goes down many sockets. It carries its encodings: the first connection of a format encodes, all others share the bytes.
/// </summary>
public abstract class SharedPush : IClientPush
{
    private volatile Encoding? encodings;

    /// <summary>The bytes in this format. Two threads may both encode the first time; their bytes are the same.</summary>
    public ReadOnlyMemory<byte> EncodedAs(IPushFormat format)
    {
        for (var e = encodings; e is not null; e = e.Next)
        {
            if (ReferenceEquals(e.Format, format))
                return e.Bytes;
        }
        var made = new Encoding(format, format.Encode(this), encodings);
        encodings = made;
        return made.Bytes;
    }

    /// <summary>It was encoded elsewhere: connections of this format here share those bytes.</summary>
    protected void Remember(IPushFormat format, ReadOnlyMemory<byte> bytes) => encodings = new Encoding(format, bytes, encodings);

    private sealed record Encoding(IPushFormat Format, ReadOnlyMemory<byte> Bytes, Encoding? Next);
}
