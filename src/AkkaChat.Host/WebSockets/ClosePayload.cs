using System.Buffers.Binary;
using System.Text.Unicode;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>What a client's close frame says (RFC 6455, sections 5.5.1 and 7.4).</summary>
internal static class ClosePayload
{
    /// <summary>The close frame that answers it.</summary>
    /// <exception cref="WebSocketViolationException">1002 for half a code or one that may not be sent, 1007 for a reason that is not UTF-8.</exception>
    public static ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> payload)
    {
        if (payload.Length == 0)
            return FrameWriter.Control(Opcode.Close, []);
        if (payload.Length == 1 || !MayBeSent(BinaryPrimitives.ReadUInt16BigEndian(payload)))
            throw new WebSocketViolationException(CloseCode.ProtocolError);
        if (!Utf8.IsValid(payload[2..]))
            throw new WebSocketViolationException(CloseCode.NotUtf8);
        return FrameWriter.Control(Opcode.Close, payload[..2]);
    }

    // 1004 to 1006 and 1015 are reserved, up to 2999 is the protocol's own, 3000 to 4999 are free.
    private static bool MayBeSent(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
