using System.Globalization;
using System.Text;

namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>Requests by the grammar of docs/protocol.md, with something wrong in many of them: a value, a field, the JSON, a byte.</summary>
internal sealed class RequestGenerator(Random random)
{
    private static readonly string[] OddTypes = ["\"nonsense\"", "\"HELLO\"", "\"\"", "\"send \"", "\"s\\u0065nd\"", "\"welcome\"", "\"event\""];
    private static readonly string[] OddFields = ["by", "seq", "at", "duplicate", "epoch", "__proto__", "", "room ", "😀"];
    private static readonly string[] Blanks = [" ", "\n", "\t", "\r\n", "  "];
    private static readonly string[] Behind = ["x", "{}", ",", "\0", "}", "]", "//", "\u00a0"];

    private long lastRef;

    public byte[] Next()
    {
        var bytes = Encoding.UTF8.GetBytes(Text());
        if (random.Next(150) == 0)
            return [.. bytes[..random.Next(bytes.Length)], 0xED, 0xA0, 0x80, .. bytes[random.Next(bytes.Length)..]];
        return random.Next(8) == 0 ? ByteMutation.Of(random, bytes) : bytes;
    }

    /// <summary>A request that is fine, with a ref that no other has.</summary>
    public byte[] Harmless() => Encoding.UTF8.GetBytes($$"""{"type":"leave","room":"never-joined","ref":-{{Ref()}}}""");

    private string Text()
    {
        var type = Pick([.. RequestSchema.Types.Keys]);
        var members = new List<(string Name, string Value)> { ("type", Rarely() ? Any(OddTypes) : $"\"{type}\"") };
        if (random.Next(20) > 0)
            members.Add(("ref", Rarely() ? Any(Specimens.Seqs, Specimens.BadSeqs) : Ref()));
        members.AddRange(Fields(type));
        if (Rarely())
            members.Add((Pick(OddFields), Any(Specimens.Texts, Specimens.Seqs)));
        if (random.Next(40) == 0)
            members.Add(Pick([.. members]));
        if (random.Next(3) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        var text = $"{{{string.Join(',', members.Select(m => $"{Blank()}{Quoted(m.Name)}{Blank()}:{Blank()}{m.Value}{Blank()}"))}}}";
        return random.Next(60) switch { 0 => text + Pick(Behind), 1 => "\uFEFF" + text, 2 => $"[{text}]", _ => text };
    }

    private IEnumerable<(string, string)> Fields(string type)
    {
        var direction = Pick(RequestSchema.Directions);
        foreach (var field in RequestSchema.Types[type])
        {
            var isDirection = type == "history" && RequestSchema.Directions.Contains(field.Name);
            if (field.IsRequired ? random.Next(30) > 0 : isDirection ? field.Name == direction != Rarely() : random.Next(3) == 0)
                yield return (field.Name, Rarely() ? Any(Bad(field.Kind)) : Good(field.Kind));
        }
    }

    private string Good(FieldKind kind) => kind switch
    {
        FieldKind.Room => Pick(Specimens.Rooms),
        FieldKind.Id => $"\"{(random.Next(4) == 0 ? random.Next(20) : random.Next()).ToString(CultureInfo.InvariantCulture)}\"",
        FieldKind.Text => random.Next(500) == 0 ? $"\"{new string('x', 16 * 1024)}\"" : Pick(Specimens.Texts),
        FieldKind.Emoji => Pick(Specimens.GoodEmoji),
        FieldKind.Name => Pick(Specimens.GoodNames),
        FieldKind.AnyText => Pick(Specimens.Texts),
        FieldKind.Position => $$"""{"epoch":{{Pick(Specimens.Texts)}},"seq":{{Pick(Specimens.Seqs)}}}""",
        FieldKind.Limit => random.Next(1, 101).ToString(CultureInfo.InvariantCulture),
        FieldKind.Target => random.Next(3) == 0 ? Pick(Specimens.Seqs[1..]) : random.Next(1, 200).ToString(CultureInfo.InvariantCulture),
        _ => random.Next(3) == 0 ? Pick(Specimens.Seqs) : random.Next(0, 200).ToString(CultureInfo.InvariantCulture),
    };

    private string[] Bad(FieldKind kind) => kind switch
    {
        FieldKind.Room => Specimens.BadRooms,
        FieldKind.Id => Specimens.BadIds,
        FieldKind.Text => Specimens.BadTexts,
        FieldKind.Emoji => Specimens.BadEmoji,
        FieldKind.Name => Specimens.BadNames,
        FieldKind.Position => [$$"""{"epoch":{{Any(Specimens.Texts)}},"seq":{{Any(Specimens.BadSeqs)}}}""", """{"epoch":"x"}""", """{"seq":1}"""],
        FieldKind.AnyText => Specimens.Anything,
        FieldKind.Limit => [.. Specimens.BadSeqs, "0", "101", "1000000000"],
        FieldKind.Target => [.. Specimens.BadSeqs, "0"],
        _ => Specimens.BadSeqs,
    };

    private string Ref() => (++lastRef).ToString(CultureInfo.InvariantCulture);

    private string Blank() => random.Next(15) == 0 ? Pick(Blanks) : "";

    // Any character may be written as an escape, in names too.
    private string Quoted(string name) => name.Length > 0 && random.Next(40) == 0 && name[0] < 128 ? $"\"\\u{(int)name[0]:x4}{name[1..]}\"" : $"\"{name}\"";

    private bool Rarely() => random.Next(12) == 0;

    /// <summary>One of these, or, one time in three, anything at all.</summary>
    private string Any(params string[][] choices) => Pick(random.Next(3) == 0 ? Specimens.Anything : Pick(choices));

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
