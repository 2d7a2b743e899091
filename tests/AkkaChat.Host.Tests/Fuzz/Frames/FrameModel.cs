using System.Buffers.Binary;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz.Frames;

/// <summary>
/// RFC 6455 as a server has to obey it, written down a second time and without a thought for speed: what must become of these bytes,
/// however they are cut into packets?
/// </summary>
internal sealed class FrameModel(IModeModel mode)
{
    private const int MostBytes = 64 * 1024;

    private readonly List<byte> message = [];
    private int? fragmented;

    /// <summary>The payloads of the pings, in their order: the server must send them back.</summary>
    public List<byte[]> Pongs { get; } = [];

    /// <summary>The codes one of which the server must close with; empty while the connection must stay open.</summary>
    public IReadOnlyList<int> CloseCodes { get; private set; } = [];

    /// <summary>What the server must answer a close frame with; null without one.</summary>
    public byte[]? CloseAnswer { get; private set; }

    /// <summary>The bytes end within a frame: the server must wait for the rest.</summary>
    public bool IsWithinFrame { get; private set; }

    /// <summary>What came later means nothing.</summary>
    public bool HasEnded => CloseCodes.Count > 0 || CloseAnswer is not null;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!HasEnded && !IsWithinFrame && bytes.Length > 0)
            bytes = bytes[TakeFrame(bytes)..];
    }

    private int TakeFrame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return Wait();
        int opcode = bytes[0] & 0xF, shortLength = bytes[1] & 0x7F;
        bool isFinal = bytes[0] >= 0x80, isControl = opcode >= 8;
        // 5.2: reserved bits and opcodes, the mask; 5.5: control frames are short and whole.
        if ((bytes[0] & 0x70) != 0 || opcode is not (0 or 1 or 2 or 8 or 9 or 10) || bytes[1] < 0x80
            || (isControl && (!isFinal || shortLength > 125)))
            return Fail(1002);
        var head = 6 + (shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0);
        if (bytes.Length < head)
            return Wait();
        var length = shortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)shortLength,
        };
        // 5.2: the fewest bytes that hold the length, and its highest bit is 0.
        if ((shortLength == 126 && length < 126) || (shortLength == 127 && length is < 65_536 or > long.MaxValue))
            return Fail(1002);
        // 5.4: a continuation continues something, and nothing else comes in between.
        var isOutOfTurn = !isControl && (opcode == 0) != fragmented.HasValue;
        var isTooBig = !isControl && length > (ulong)(MostBytes - message.Count);
        if (isOutOfTurn || isTooBig)
            return Fail([.. isOutOfTurn ? [1002] : Array.Empty<int>(), .. isTooBig ? [1009] : Array.Empty<int>()]);
        if ((ulong)bytes.Length < (ulong)head + length)
            return Wait();
        var payload = bytes.Slice(head, (int)length).ToArray();
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= bytes[head - 4 + (i % 4)];
        if (isControl)
            TakeControl(opcode, payload);
        else
            TakeData(opcode, isFinal, payload);
        return head + (int)length;
    }

    private void TakeControl(int opcode, byte[] payload)
    {
        if (opcode == ClientFrame.PingFrame)
            Pongs.Add(payload);
        if (opcode != ClientFrame.CloseFrame)
            return;
        // 5.5.1 and 7.4: nothing, or a code that may be sent and a reason.
        var code = payload.Length >= 2 ? (payload[0] * 256) + payload[1] : 0;
        if (payload.Length == 1 || (payload.Length > 1 && !(code is >= 3000 and < 5000 or >= 1000 and <= 1014 && code is not (1004 or 1005 or 1006))))
            Fail(1002);
        else if (payload.Length > 2 && !Utf8Model.IsText(payload.AsSpan(2)))
            Fail(1007);
        else
            CloseAnswer = payload[..Math.Min(2, payload.Length)];
    }

    private void TakeData(int opcode, bool isFinal, byte[] payload)
    {
        var kind = fragmented ?? opcode;
        message.AddRange(payload);
        fragmented = isFinal ? null : kind;
        byte[] whole = [.. message];
        // 8.1: as soon as no text can come of it any more.
        if (kind == ClientFrame.TextFrame && !(isFinal ? Utf8Model.IsText(whole) : Utf8Model.MayBecomeText(whole)))
        {
            Fail(1007);
            return;
        }
        if (!isFinal)
            return;
        message.Clear();
        if (mode.Take(kind == ClientFrame.TextFrame, whole) is { } code)
            Fail(code);
    }

    private int Fail(params int[] codes)
    {
        CloseCodes = codes;
        return 0;
    }

    private int Wait()
    {
        IsWithinFrame = true;
        return 0;
    }
}

/// <summary>What one of the two ways to speak makes of messages.</summary>
internal interface IModeModel
{
    /// <summary>The close code that the message must end the connection with; null when it goes on.</summary>
    int? Take(bool isText, byte[] payload);
}
