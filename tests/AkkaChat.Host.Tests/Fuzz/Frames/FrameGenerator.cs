using System.Text;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz.Frames;

/// <summary>
/// What a client may send in a connection's life: messages whole and in fragments, pings within them, a close frame; and here and there
/// something that is not quite right, in a frame or in the bytes.
/// </summary>
internal sealed class FrameGenerator(Random random, Func<Random, byte[]> messageOf)
{
    private static readonly int[] CloseCodes = [0, 999, 1000, 1001, 1003, 1004, 1005, 1006, 1007, 1011, 1014, 1015, 1016, 2999, 3000, 4000, 4999, 5000, 65_535];
    private static readonly ulong[] Lengths = [0, 125, 126, 127, 128, 65_535, 65_536, 65_537, 1UL << 31, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue];
    private static readonly byte[][] NoText = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98]];

    /// <summary>Frames made so far.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a connection's life.</summary>
    public byte[] Life()
    {
        var bytes = new List<byte>();
        for (var turns = random.Next(1, 12); turns > 0; turns--)
        {
            foreach (var frame in Turn())
            {
                Count++;
                bytes.AddRange((random.Next(60) == 0 ? Spoilt(frame) : frame).Bytes);
            }
        }
        return random.Next(12) == 0 ? ByteMutation.Of(random, [.. bytes]) : [.. bytes];
    }

    private List<ClientFrame> Turn() => random.Next(40) switch
    {
        < 8 => [Control(ClientFrame.PingFrame)],
        < 10 => [Control(ClientFrame.PongFrame)],
        10 => [Close()],
        11 => [ClientFrame.Text([.. messageOf(random), .. Pick(NoText)])],
        _ => Message(),
    };

    private List<ClientFrame> Message()
    {
        var payload = messageOf(random);
        var opcode = random.Next(10) == 0 ? ClientFrame.BinaryFrame : ClientFrame.TextFrame;
        var frames = new List<ClientFrame>();
        var (start, pieces) = (0, random.Next(3) == 0 ? random.Next(2, 8) : 1);
        for (var piece = 1; piece <= pieces; piece++)
        {
            var end = piece == pieces ? payload.Length : random.Next(start, payload.Length + 1);
            frames.Add(Masked(new ClientFrame(piece == 1 ? opcode : ClientFrame.Continuation, payload[start..end]) { IsFinal = piece == pieces }));
            if (piece < pieces && random.Next(3) == 0)
                frames.Add(Control(random.Next(4) == 0 ? ClientFrame.PongFrame : ClientFrame.PingFrame));
            start = end;
        }
        return frames;
    }

    private ClientFrame Control(int opcode)
    {
        var payload = new byte[random.Next(3) == 0 ? Pick([0, 1, 124, 125]) : random.Next(126)];
        random.NextBytes(payload);
        return Masked(new ClientFrame(opcode, payload));
    }

    private ClientFrame Close()
    {
        var code = Pick(CloseCodes);
        byte[] reason = random.Next(3) == 0 ? Pick(NoText) : Encoding.UTF8.GetBytes(Pick(["", "bye", "Tschüß 👋"]));
        return ClientFrame.Close(random.Next(6) switch { 0 => [], 1 => [3], _ => [(byte)(code >> 8), (byte)code, .. reason] });
    }

    private ClientFrame Spoilt(ClientFrame frame) => random.Next(8) switch
    {
        0 => frame with { ReservedBits = Pick([0x10, 0x20, 0x40, 0x70]) },
        1 => frame with { Opcode = random.Next(16) },
        2 => frame with { IsMasked = false },
        3 => frame with { LengthBytes = Pick([2, 8]) },
        4 => frame with { ClaimedLength = Pick(Lengths), LengthBytes = 8 },
        5 => frame with { IsFinal = !frame.IsFinal },
        6 => frame with { Payload = new byte[Pick([126, 65_536, 65_537])] },
        _ => frame with { ClaimedLength = (ulong)frame.Payload.Length + 1 },
    };

    private ClientFrame Masked(ClientFrame frame)
    {
        var mask = new byte[4];
        if (random.Next(10) > 0)
            random.NextBytes(mask);
        return frame with { Mask = mask };
    }

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
