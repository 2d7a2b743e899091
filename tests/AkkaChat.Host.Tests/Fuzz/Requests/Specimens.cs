namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>Values that somebody thought of: as JSON, so that they can be what no string can.</summary>
internal static class Specimens
{
    public static readonly string[] GoodNames =
    [
        "\"Ada\"", "\"  Ada  \"", "\"Łukasz\"", "\"李小龙\"", "\"e\\u0301\\u0302\\u0303\"", "\"👍🏽\"", "\"✨️\"", "\"x\\uFE0F\"", "\"\\u05d0\\u05d1\"",
    ];

    public static readonly string[] BadNames =
    [
        "\"\"", "\" \"", "\"a\\u202Eb\"", "\"a\\u200Bb\"", "\"a\\u200Db\"", "\"\\uFEFFa\"", "\"a\\tb\"", "\"a\\nb\"", "\"e\\u0301\\u0302\\u0303\\u0304\"", "\"\\u3164\"",
        "\"\\u2800\"", "\"a\\u2028b\"", "\"a\\uE000b\"", "\"a\\uFFFEb\"", "\"\\u0301\"", "\"a\\u001bb\"", "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
    ];

    public static readonly string[] GoodEmoji = ["\"👍\"", "\"\\ud83d\\udc4d\"", "\"👩‍👩‍👧\"", "\"🇩🇪\"", "\"👍🏽\"", "\"❤️\"", "\"1️⃣\""];

    public static readonly string[] BadEmoji = ["\"\"", "\"a\"", "\"👍👍\"", "\"<b>\"", "\" 👍\"", "\"\\u200d\"", "\"👍\\u0007\"", "\"\\u0301\""];

    public static readonly string[] Rooms = ["\"fuzz\"", "\"fuzz\"", "\"fuzz\"", "\"other\"", "\"0\"", "\"-\"", $"\"{new string('a', 64)}\"", "\"nowhere\""];

    public static readonly string[] BadRooms = ["\"\"", "\"Fuzz\"", "\"a b\"", "\"ä\"", "\"..\"", "\"fuzz\\u0000\"", $"\"{new string('a', 65)}\"", "\"a\\u0301\""];

    public static readonly string[] BadIds = ["\"\"", "\"a b\"", "\"é\"", "\"a\\n\"", "\"a\\u0000\"", $"\"{new string('x', 65)}\"", "\"\\ud83d\\ude00\""];

    public static readonly string[] Texts =
    [
        "\"x\"", "\"hello\"", "\"\\ud83d\\ude00\"", "\"tab\\tand\\nline\"", "\"👩‍👩‍👧 \\u202E bidi\"", "\"\\uFFFE\\uFFFF\\uFDD0\"", "\"<script>alert(1)</script>\"",
        "\"e\\u0301\\u0301\\u0301\\u0301\\u0301\"", "\"\\\"\\\\\\/\"", "\"{\\\"type\\\":\\\"goodbye\\\"}\"",
    ];

    public static readonly string[] BadTexts =
    [
        "\"\"", "\" \"", "\"\\u00a0\\u3000\"", "\"a\\u0000\"", "\"\\u001b[31m\"", "\"a\\u0085b\"", "\"a\\u007f\"", $"\"{new string('x', 16_385)}\"", $"\"{new string('é', 8_193)}\"",
    ];

    public static readonly string[] Seqs = ["0", "1", "2", "10", "-0", "1000000", "9223372036854775807"];

    public static readonly string[] BadSeqs =
    [
        "-1", "-9223372036854775808", "9223372036854775808", "1.5", "1.0", "1e3", "1E+2", "1e999", "-1e999", "123456789012345678901234567890", "\"1\"",
    ];

    /// <summary>What stands where it must not, or is no JSON at all.</summary>
    public static readonly string[] Anything =
    [
        "null", "true", "false", "0", "-0.0", "1e999", "\"\"", "\"x\"", "[]", "{}", "[[[]]]", "{\"a\":{\"a\":{}}}", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"",
        "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[\"\\ud800\"]", "{\"\\udfff\":1}", "01", "+1", ".5", "1.", "NaN", "Infinity", "'x'", "tru", "[1,]", "\"\\x\"", "\"\\u12\"", "//",
        "\uFEFF", "\"a\nb\"", "\"\u2028\"", new string('[', 31) + new string(']', 31), new string('[', 32) + new string(']', 32),
        new string('[', 5_000), string.Concat(Enumerable.Repeat("{\"a\":", 3_000)), new string('9', 5_000),
    ];
}
