using System.Buffers.Binary;

namespace AkkaChat.Bench.Load;

/// <summary>A server's frames (RFC 6455, section 5.2) as they lie one after the other in what was received.</summary>
public static class ServerFrames
{
    public const int Text = 1, Close = 8, Ping = 9;

    /// <summary>Takes a whole frame off the front; false when more bytes are needed.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, out int opcode, out ReadOnlySpan<byte> payload)
    {
        opcode = 0;
        payload = default;
        if (bytes.Length < 2)
            return false;
        var (head, length) = (2, (long)(bytes[1] & 0x7F));
        if (length == 126 && bytes.Length >= 4)
            (head, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        else if (length == 127 && bytes.Length >= 10)
            (head, length) = (10, BinaryPrimitives.ReadInt64BigEndian(bytes[2..]));
        else if (length >= 126)
            return false;
        if (bytes.Length < head + length)
            return false;
        opcode = bytes[0] & 0xF;
        payload = bytes.Slice(head, (int)length);
        bytes = bytes[(head + (int)length)..];
        return true;
    }
}
