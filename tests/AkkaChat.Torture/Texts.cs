namespace AkkaChat.Torture;

/// <summary>Numbered texts that are hard to keep as they are: each holds its number, so that no two are equal.</summary>
public sealed class Texts(Random random)
{
    private static readonly string[] Awkward =
    [
        "\"quoted\" and 'quoted'", "<b>bold</b>", "<script>alert(1)</script>", "line\nbreak", "line\r\nbreak\n", "\ttab",
        "back\\slash \\u0041",
        "{\"type\":\"send\",\"room\":\"lobby\",\"id\":\"1\",\"text\":\"x\"}", "[1,2", "null",
        "'); DROP TABLE events; --", "%s %n {0}", "/quit",
        "👩‍👩‍👧‍👦", "🇩🇪🏳️‍🌈", "e\u0301 \u00E9 ﬁ", "\uFEFFmark", "שלום \u202Eabc\u202C", "漢字かな",
        "\u2028\u2029\u00A0", "  blanks  ", "𝕳𝖊𝖑𝖑𝖔", "\uFFFD\uFFFF",
    ];

    /// <summary>Plain text may hold these too, the JSON protocol not.</summary>
    private static readonly string[] Controls = ["\0", "\u0001\u001B[31m", "\u007F\u0085"];

    public string Next(string tag, bool mayHoldControls)
    {
        var around = mayHoldControls && random.Next(4) == 0 ? Controls : Awkward;
        return random.Next(10) switch
        {
            < 4 => $"{tag} {Pick(around)}",
            < 7 => $"{Pick(around)} {tag}",
            < 9 => $"{tag} {Long(random.Next(50, 2_000))}",
            _ => Large(tag),
        };
    }

    /// <summary>Not far below the 16 KiB of UTF-8 that a text may have.</summary>
    public string Large(string tag) => $"{tag} {Long(random.Next(2_000, 7_000))}{Pick(Awkward)}";

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private string Long(int characters) => new((char)random.Next('a', 'z' + 1), characters);
}
