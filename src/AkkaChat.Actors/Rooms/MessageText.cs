using System.Buffers;
using System.Text;

namespace AkkaChat.Actors.Rooms;

/// <summary>What the text of a message may be in the JSON protocol. (Plain text is taken verbatim.)</summary>
public static class MessageText
{
    // Unicode's controls (Cc) but tab, line feed and carriage return.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c).Except(['\t', '\n', '\r'])]);

    /// <summary>Null when <paramref name="text"/> may be stored, else why not.</summary>
    public static RequestError? Problem(string text, ChatLimits limits)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new RequestError(ErrorCode.BadRequest, "text: a message can't be blank");
        if (text.AsSpan().ContainsAny(Forbidden))
            return new RequestError(ErrorCode.BadRequest, "text: control characters other than tab and line breaks are not allowed");
        if (Encoding.UTF8.GetByteCount(text) > limits.TextBytes)
            return new RequestError(ErrorCode.TooLarge, $"text: at most {limits.TextBytes} bytes of UTF-8");
        return null;
    }
}
