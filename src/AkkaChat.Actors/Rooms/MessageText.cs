using System.Globalization;
using System.Text;

namespace AkkaChat.Actors.Rooms;

/// <summary>What the text of a message may be in the JSON protocol. (Plain text is taken verbatim.)</summary>
public static class MessageText
{
    /// <summary>Null when <paramref name="text"/> may be stored, else why not.</summary>
    public static RequestError? Problem(string text, ChatLimits limits)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new RequestError(ErrorCode.BadRequest, "text: a message can't be blank");
        if (text.EnumerateRunes().Any(IsForbidden))
            return new RequestError(ErrorCode.BadRequest, "text: control characters other than tab and line breaks are not allowed");
        if (Encoding.UTF8.GetByteCount(text) > limits.TextBytes)
            return new RequestError(ErrorCode.TooLarge, $"text: at most {limits.TextBytes} bytes of UTF-8");
        return null;
    }

    private static bool IsForbidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control && rune.Value is not ('\t' or '\n' or '\r');
}
