using System.Buffers.Binary;
using System.Text;

namespace AkkaChat.Host.Tests.Support;

/// <summary>A frame as a client may send it, or as it must not: every part can be set (RFC 6455, section 5.2).</summary>
public sealed record ClientFrame(int Opcode, byte[] Payload)
{
    public const int Continuation = 0x0, TextFrame = 0x1, BinaryFrame = 0x2, CloseFrame = 0x8, PingFrame = 0x9, PongFrame = 0xA;

    /// <summary>Four bytes.</summary>
    public byte[] Mask { get; init; } = [0x37, 0xFA, 0x21, 0x3D];

    public bool IsFinal { get; init; } = true;

    /// <summary>The three reserved bits, 0x40, 0x20 and 0x10.</summary>
    public int ReservedBits { get; init; }

    public bool IsMasked { get; init; } = true;

    /// <summary>Bytes of the extended length: 0, 2 or 8; null for as few as can be.</summary>
    public int? LengthBytes { get; init; }

    /// <summary>The length that the head claims; null for the truth.</summary>
    public ulong? ClaimedLength { get; init; }

    public byte[] Bytes => [.. Head(), .. IsMasked ? Masked() : Payload];

    public static ClientFrame Text(string text) => new(TextFrame, Encoding.UTF8.GetBytes(text));

    public static ClientFrame Text(byte[] bytes) => new(TextFrame, bytes);

    public static ClientFrame Binary(byte[] bytes) => new(BinaryFrame, bytes);

    public static ClientFrame Continue(byte[] bytes) => new(Continuation, bytes);

    public static ClientFrame Continue(string text) => new(Continuation, Encoding.UTF8.GetBytes(text));

    public static ClientFrame Ping(params byte[] bytes) => new(PingFrame, bytes);

    public static ClientFrame Pong(params byte[] bytes) => new(PongFrame, bytes);

    public static ClientFrame Close(params byte[] payload) => new(CloseFrame, payload);

    public static ClientFrame Close(int code, string reason = "") =>
        Close([(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    public ClientFrame Unfinished() => this with { IsFinal = false };

    public override string ToString() => $"{(IsFinal ? "" : "unfinished ")}opcode {Opcode}, {Payload.Length} bytes";

    private List<byte> Head()
    {
        var length = ClaimedLength ?? (ulong)Payload.Length;
        var extended = LengthBytes ?? length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 };
        var shortLength = extended switch { 0 => (int)length, 2 => 126, _ => 127 };
        var big = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(big, length);
        List<byte> head = [(byte)((IsFinal ? 0x80 : 0) | ReservedBits | Opcode), (byte)((IsMasked ? 0x80 : 0) | shortLength)];
        head.AddRange(big.AsSpan(8 - extended));
        if (IsMasked)
            head.AddRange(Mask);
        return head;
    }

    private byte[] Masked() => [.. Payload.Select((b, i) => (byte)(b ^ Mask[i % 4]))];
}
