using System.Buffers;
using System.Text;

namespace AkkaChat.Host.WebSockets;

/// <summary>Where a thread puts frames together: kept from one push to the next, so that a push costs the array of its bytes and no more.</summary>
internal sealed class FrameBuffer
{
    /// <summary>What a long push has grown beyond this, in bytes, is not kept.</summary>
    private const int MostKept = 256 * 1024;

    [ThreadStatic]
    private static FrameBuffer? ofThread;

    private readonly ArrayBufferWriter<byte> frames = new(4 * 1024);

    /// <summary>The thread's own, empty. Frames are put into it and taken out within one call.</summary>
    public static FrameBuffer Take()
    {
        var buffer = ofThread is { frames.Capacity: <= MostKept } kept ? kept : ofThread = new FrameBuffer();
        buffer.frames.ResetWrittenCount();
        return buffer;
    }

    public void AddText(ReadOnlySpan<byte> payload) => frames.Write(Opcode.Text, payload);

    public void AddText(string payload)
    {
        var length = Encoding.UTF8.GetByteCount(payload);
        Encoding.UTF8.GetBytes(payload, frames.StartFrame(Opcode.Text, length));
        frames.Advance(length);
    }

    public ReadOnlyMemory<byte> ToFrames() => frames.WrittenCount == 0 ? default : frames.WrittenSpan.ToArray();
}
