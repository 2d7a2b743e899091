namespace AkkaChat.Host.Tests.Fuzz.Frames;

/// <summary>The table "well-formed UTF-8 byte sequences" of the Unicode standard (3.9, table 3-7), row by row.</summary>
internal static class Utf8Model
{
    // First byte from, to; second byte from, to; how many bytes in all.
    private static readonly (int From, int To, int SecondFrom, int SecondTo, int Length)[] Rows =
    [
        (0x00, 0x7F, 0, 0, 1), (0xC2, 0xDF, 0x80, 0xBF, 2), (0xE0, 0xE0, 0xA0, 0xBF, 3), (0xE1, 0xEC, 0x80, 0xBF, 3), (0xED, 0xED, 0x80, 0x9F, 3),
        (0xEE, 0xEF, 0x80, 0xBF, 3), (0xF0, 0xF0, 0x90, 0xBF, 4), (0xF1, 0xF3, 0x80, 0xBF, 4), (0xF4, 0xF4, 0x80, 0x8F, 4),
    ];

    public static bool IsText(ReadOnlySpan<byte> bytes) => Ends(bytes) == End.Whole;

    /// <summary>True also when the last character is cut.</summary>
    public static bool MayBecomeText(ReadOnlySpan<byte> bytes) => Ends(bytes) != End.Wrong;

    private enum End
    {
        Whole,
        Cut,
        Wrong,
    }

    private static End Ends(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var row = Row(bytes[0]);
            if (row is not var (_, _, secondFrom, secondTo, length))
                return End.Wrong;
            for (var i = 1; i < length; i++)
            {
                if (i == bytes.Length)
                    return End.Cut;
                if (bytes[i] < (i == 1 ? secondFrom : 0x80) || bytes[i] > (i == 1 ? secondTo : 0xBF))
                    return End.Wrong;
            }
            bytes = bytes[length..];
        }
        return End.Whole;
    }

    private static (int, int, int, int, int)? Row(byte first)
    {
        foreach (var row in Rows)
        {
            if (first >= row.From && first <= row.To)
                return row;
        }
        return null;
    }
}
