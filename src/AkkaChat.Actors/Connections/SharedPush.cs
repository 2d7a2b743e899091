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

    private sealed record Encoding(IPushFormat Format, ReadOnlyMemory<byte> Bytes, Encoding? Next);
}

/// <summary>How pushes look on the wire in one mode; one instance for all its connections.</summary>
public interface IPushFormat
{
    /// <summary>Whole frames, or nothing where the mode does not show such a push.</summary>
    ReadOnlyMemory<byte> Encode(SharedPush push);
}
