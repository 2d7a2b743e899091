using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>A server's frames (RFC 6455, section 5.2): whole messages, not masked.</summary>
public static class FrameWriter
{
    private const byte Final = 0x80;

    public static void Write(this ArrayBufferWriter<byte> output, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(output.StartFrame(opcode, payload.Length));
        output.Advance(payload.Length);
    }

    /// <summary>Writes the head of a frame. What is returned is for its payload, of which the caller tells the output.</summary>
    public static Span<byte> StartFrame(this ArrayBufferWriter<byte> output, Opcode opcode, int payloadLength)
    {
        var headerLength = payloadLength switch { < 126 => 2, <= ushort.MaxValue => 4, _ => 10 };
        var frame = output.GetSpan(headerLength + payloadLength);
        frame[0] = (byte)(Final | (int)opcode);
        switch (headerLength)
        {
            case 2:
                frame[1] = (byte)payloadLength;
                break;
            case 4:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payloadLength);
                break;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(frame[2..], payloadLength);
                break;
        }
        output.Advance(headerLength);
        return frame[headerLength..];
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
