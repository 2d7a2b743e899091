using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>A server's frames (RFC 6455, section 5.2): whole messages, not masked.</summary>
public static class FrameWriter
{
    private const byte Final = 0x80;

    public static void Write(this IBufferWriter<byte> output, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var headerLength = payload.Length switch { < 126 => 2, <= ushort.MaxValue => 4, _ => 10 };
        var frame = output.GetSpan(headerLength + payload.Length);
        frame[0] = (byte)(Final | (int)opcode);
        switch (headerLength)
        {
            case 2:
                frame[1] = (byte)payload.Length;
                break;
            case 4:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload.Length);
                break;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(frame[2..], payload.Length);
                break;
        }
        payload.CopyTo(frame[headerLength..]);
        output.Advance(headerLength + payload.Length);
    }

    public static ReadOnlyMemory<byte> Control(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new ArrayBufferWriter<byte>(2 + payload.Length);
        frame.Write(opcode, payload);
        return frame.WrittenMemory;
    }

    /// <summary>Section 5.5.1: a code, and a reason for people who look at the wire.</summary>
    public static ReadOnlyMemory<byte> Close(CloseCode code)
    {
        Span<byte> payload = stackalloc byte[125];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code.Code);
        var length = 2 + Encoding.UTF8.GetBytes(code.Reason, payload[2..]);
        return Control(Opcode.Close, payload[..length]);
    }
}
