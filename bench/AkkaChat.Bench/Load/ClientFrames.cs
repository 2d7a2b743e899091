using System.Buffers;
using System.Buffers.Binary;

namespace AkkaChat.Bench.Load;

/// <summary>A client's frames, masked as RFC 6455, section 5.3, wants it.</summary>
public static class ClientFrames
{
    public static void AddFrame(this ArrayBufferWriter<byte> frames, int opcode, ReadOnlySpan<byte> payload)
    {
        var head = frames.GetSpan(14 + payload.Length);
        head[0] = (byte)(0x80 | opcode);
        var at = 2;
        if (payload.Length < 126)
        {
            head[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            head[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], checked((ushort)payload.Length));
            at = 4;
        }
        var mask = head.Slice(at, 4);
        BinaryPrimitives.WriteUInt32LittleEndian(mask, (uint)Random.Shared.Next());
        at += 4;
        for (var i = 0; i < payload.Length; i++)
            head[at + i] = (byte)(payload[i] ^ mask[i & 3]);
        frames.Advance(at + payload.Length);
    }
}
