using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>What a client sent: a whole data message, or a control frame. The payload is valid until the next read.</summary>
public readonly record struct InboundMessage(Opcode Opcode, ReadOnlyMemory<byte> Payload);

/// <summary>Puts messages together from the bytes of a client (RFC 6455, section 5): unmasks, joins fragments, checks UTF-8.</summary>
/// <param name="mostBytes">Bytes a message may have; more is refused at the head of the frame that exceeds them.</param>
public sealed class MessageReader(int mostBytes)
{
    /// <summary>A buffer that grew beyond this for a long message is not kept for the short ones that follow.</summary>
    private const int MostIdleCapacity = 4 * 1024;

    /// <summary>A fragment with less than this, and not the last, says next to nothing.</summary>
    private const int LeastFragment = 128;

    private ArrayBufferWriter<byte> message = new();
    private readonly byte[] control = new byte[125];
    private Opcode? fragmented;
    private bool isMessageRead;
    private int validated, tinyFragments;

    /// <summary>Takes the next message off the front of <paramref name="input"/>; false when more bytes are needed.</summary>
    /// <exception cref="WebSocketViolationException">1002, 1007 or 1009. Nothing more can be read.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> input, out InboundMessage inbound)
    {
        if (isMessageRead)
            StartMessage();
        while (FrameHeader.TryRead(input, out var header))
        {
            CheckInTurn(header);
            if (input.Length < header.HeaderLength + header.PayloadLength)
                break;
            var payload = input.Slice(header.HeaderLength, header.PayloadLength);
            input = input.Slice(payload.End);
            if (header.IsControl)
            {
                Unmask(payload, header.Mask, control);
                inbound = new InboundMessage(header.Opcode, control.AsMemory(0, (int)header.PayloadLength));
                return true;
            }
            if (TryFinish(header, payload, out inbound))
                return true;
        }
        inbound = default;
        return false;
    }

    /// <summary>How many tiny fragments came since the last call.</summary>
    public int TakeTinyFragments()
    {
        var count = tinyFragments;
        tinyFragments = 0;
        return count;
    }

    private void StartMessage()
    {
        isMessageRead = false;
        if (message.Capacity > MostIdleCapacity)
            message = new ArrayBufferWriter<byte>();
        else
            message.ResetWrittenCount();
        validated = 0;
    }

    private void CheckInTurn(FrameHeader header)
    {
        if (header.IsControl)
            return;
        if ((header.Opcode == Opcode.Continuation) != fragmented.HasValue)
            throw new WebSocketViolationException(CloseCode.ProtocolError);
        if (header.PayloadLength > mostBytes - message.WrittenCount)
            throw new WebSocketViolationException(CloseCode.TooBig);
    }

    private bool TryFinish(FrameHeader header, ReadOnlySequence<byte> payload, out InboundMessage inbound)
    {
        var opcode = fragmented ?? header.Opcode;
        var length = (int)header.PayloadLength;
        Unmask(payload, header.Mask, message.GetSpan(length));
        message.Advance(length);
        if (opcode == Opcode.Text)
            validated += Utf8Prefix.Validate(message.WrittenSpan[validated..], header.IsFinal);
        fragmented = header.IsFinal ? null : opcode;
        if (!header.IsFinal && length < LeastFragment)
            tinyFragments++;
        isMessageRead = header.IsFinal;
        inbound = header.IsFinal ? new InboundMessage(opcode, message.WrittenMemory) : default;
        return header.IsFinal;
    }

    // Section 5.3: byte i of the payload is xored with byte i mod 4 of the mask.
    private static void Unmask(ReadOnlySequence<byte> payload, uint mask, Span<byte> target)
    {
        target = target[..(int)payload.Length];
        payload.CopyTo(target);
        var wide = mask | ((ulong)mask << 32);
        var words = MemoryMarshal.Cast<byte, ulong>(target);
        for (var i = 0; i < words.Length; i++)
            words[i] ^= BitConverter.IsLittleEndian ? wide : BinaryPrimitives.ReverseEndianness(wide);
        for (var i = words.Length * sizeof(ulong); i < target.Length; i++)
            target[i] ^= (byte)(mask >> (8 * (i % 4)));
    }
}
