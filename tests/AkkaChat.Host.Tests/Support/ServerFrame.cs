using System.Buffers.Binary;
using System.Text;

namespace AkkaChat.Host.Tests.Support;

/// <summary>A frame as the server sent it. Reading it is strict: what RFC 6455 forbids a server fails the test.</summary>
public sealed record ServerFrame(int Opcode, byte[] Payload)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public bool IsClose => Opcode == ClientFrame.CloseFrame;

    public bool IsPing => Opcode == ClientFrame.PingFrame;

    public string Text => Strict.GetString(Payload);

    /// <summary>Null when the close frame holds none.</summary>
    public int? CloseCode => Payload.Length == 0 ? null : BinaryPrimitives.ReadUInt16BigEndian(Payload);

    /// <exception cref="EndOfStreamException">The stream ended, between frames or within one.</exception>
    public static async Task<ServerFrame> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = await BytesAsync(stream, 2, cancellation);
        var opcode = head[0] & 0xF;
        Assert.True((head[0] & 0x80) != 0, "This server promises whole messages, but sent a fragment");
        Assert.True((head[0] & 0x70) == 0, "The server set a reserved bit");
        Assert.True((head[1] & 0x80) == 0, "The server masked a frame");
        Assert.Contains(opcode, new[]
        {
            ClientFrame.TextFrame, ClientFrame.BinaryFrame, ClientFrame.CloseFrame, ClientFrame.PingFrame, ClientFrame.PongFrame,
        });
        var frame = new ServerFrame(opcode, await BytesAsync(stream, await LengthAsync(stream, head[1] & 0x7F, cancellation), cancellation));
        frame.Check();
        return frame;
    }

    public override string ToString() => IsClose ? $"close {CloseCode}" : $"opcode {Opcode}: {Encoding.UTF8.GetString(Payload)}";

    private void Check()
    {
        if (Opcode >= ClientFrame.CloseFrame)
            Assert.True(Payload.Length <= 125, "The server sent a control frame over 125 bytes");
        if (Opcode == ClientFrame.TextFrame)
            _ = Text;
        if (!IsClose)
            return;
        Assert.NotEqual(1, Payload.Length);
        if (Payload.Length > 2)
            _ = Strict.GetString(Payload.AsSpan(2));
        if (CloseCode is { } code)
            Assert.True(code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999), $"The server may not send {code}");
    }

    private static async Task<int> LengthAsync(Stream stream, int shortLength, CancellationToken cancellation)
    {
        if (shortLength < 126)
            return shortLength;
        var bytes = await BytesAsync(stream, shortLength == 126 ? 2 : 8, cancellation);
        var length = bytes.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
        Assert.True(length >= (bytes.Length == 2 ? 126UL : 65_536), "The server sent a length in more bytes than it needs");
        return checked((int)length);
    }

    private static async Task<byte[]> BytesAsync(Stream stream, int count, CancellationToken cancellation)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
