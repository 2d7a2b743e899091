using System.Buffers;
using System.Buffers.Binary;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>The head of a client's frame (RFC 6455, section 5.2), checked as far as one frame alone can be.</summary>
public readonly record struct FrameHeader(bool IsFinal, Opcode Opcode, long PayloadLength, uint Mask, int HeaderLength)
{
    private const int MostControlPayload = 125;
    private const int MostHeaderLength = 14;

    public bool IsControl => ((int)Opcode & 0x8) != 0;

    /// <summary>False when more bytes are needed.</summary>
    /// <exception cref="WebSocketViolationException">1002: reserved bits or opcodes, no mask, a length in more bytes than it needs, a bad control frame.</exception>
    public static bool TryRead(ReadOnlySequence<byte> input, out FrameHeader header)
    {
        header = default;
        Span<byte> bytes = stackalloc byte[MostHeaderLength];
        var have = (int)Math.Min(input.Length, bytes.Length);
        input.Slice(0, have).CopyTo(bytes);
        if (have < 2)
            return false;

        var opcode = (Opcode)(bytes[0] & 0xF);
        var isFinal = (bytes[0] & 0x80) != 0;
        var shortLength = bytes[1] & 0x7F;
        var isControl = ((int)opcode & 0x8) != 0;
        Require((bytes[0] & 0x70) == 0 && Enum.IsDefined(opcode));
        Require((bytes[1] & 0x80) != 0);
        Require(!isControl || (isFinal && shortLength <= MostControlPayload));

        var lengthBytes = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        var headerLength = 2 + lengthBytes + 4;
        if (have < headerLength)
            return false;
        long length = lengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            8 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => shortLength,
        };
        Require(length >= lengthBytes switch { 2 => 126, 8 => 65_536, _ => 0 });
        var mask = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(headerLength - 4)..]);
        header = new FrameHeader(isFinal, opcode, length, mask, headerLength);
        return true;
    }

    private static void Require(bool isAllowed)
    {
        if (!isAllowed)
            throw new WebSocketViolationException(CloseCode.ProtocolError);
    }
}
