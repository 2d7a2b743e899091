using System.Buffers.Text;
using System.Diagnostics;

namespace AkkaChat.Bench.Load;

/// <summary>
/// The front of every message: <c>~#</c>, then in hexadecimal digits the room (4), the sender in it (4), the message's number (5), and the
/// moment of sending (9, microseconds). A server may wrap it in anything that keeps it together.
/// </summary>
public readonly record struct Token(int Room, int Sender, int Number, long SentAt)
{
    public const int Length = 24;

    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>Microseconds since the program's start.</summary>
    public static long Now => (long)Stopwatch.GetElapsedTime(Start).TotalMicroseconds;

    /// <summary>The text of a message of so many characters.</summary>
    public string ToText(int characters) => $"~#{Room:x4}{Sender:x4}{Number:x5}{SentAt:x9}".PadRight(characters, 'x');

    /// <summary>Takes the next token, and what stands before it, off the front of a payload; false when there is none.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> payload, out Token token)
    {
        token = default;
        var at = payload.IndexOf("~#"u8);
        if (at < 0 || payload.Length < at + Length)
            return false;
        var digits = payload.Slice(at + 2, Length - 2);
        payload = payload[(at + Length)..];
        token = new Token((int)Hex(digits[..4]), (int)Hex(digits[4..8]), (int)Hex(digits[8..13]), Hex(digits[13..]));
        return true;
    }

    private static long Hex(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out long value, out _, 'x') ? value : -1;
}
