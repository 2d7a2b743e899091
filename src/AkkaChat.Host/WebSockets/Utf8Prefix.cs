using System.Text;
using System.Text.Unicode;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>UTF-8 that arrives in pieces: a fragment may end within a character (RFC 6455, section 5.6 and 8.1).</summary>
internal static class Utf8Prefix
{
    /// <summary>How many bytes are whole, valid characters. What is left over may still become one, unless this is the end.</summary>
    /// <exception cref="WebSocketViolationException">1007.</exception>
    public static int Validate(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var whole = isEnd ? bytes.Length : bytes.Length - LengthOfCutCharacter(bytes);
        if (!Utf8.IsValid(bytes[..whole]))
            throw new WebSocketViolationException(CloseCode.NotUtf8);
        return whole;
    }

    private static int LengthOfCutCharacter(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            var status = Rune.DecodeFromUtf8(bytes[^length..], out _, out _);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                return length;
            if (status == System.Buffers.OperationStatus.Done)
                return 0;
        }
        return 0;
    }
}
