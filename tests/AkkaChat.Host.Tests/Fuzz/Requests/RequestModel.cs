using System.Text;
using AkkaChat.Host.Tests.Fuzz.Frames;

namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>Something wrong with a request.</summary>
/// <param name="Field">What the refusal has to begin with; empty when there are no fields to speak of.</param>
/// <param name="IsMalformed">Not even the protocol: three in a row end the connection.</param>
internal sealed record Problem(string Field, bool IsMalformed, string Code = "bad_request");

/// <summary>What is to be thought of a request: fine when there are no problems.</summary>
internal sealed record Judgement(IReadOnlyList<Problem> Problems, string? Type = null, long? Ref = null, string? Room = null)
{
    /// <summary>Values that only the server's own tables can judge; it may find fault with them or not.</summary>
    public IReadOnlyList<Problem> Doubts { get; init; } = [];

    /// <summary>Null when one problem makes it malformed and another not acceptable: the server may tell of either.</summary>
    public bool? IsSurelyMalformed =>
        !Problems.Any(p => p.IsMalformed) ? false : Problems.Concat(Doubts).All(p => p.IsMalformed) ? true : null;
}

/// <summary>docs/protocol.md, Requests and Errors, written down a second time: what is right and what is wrong with a request.</summary>
internal static class RequestModel
{
    private const int MostTextBytes = 16 * 1024, MostHistory = 100;

    private static readonly Judgement NoRequest = new([new Problem("", IsMalformed: true)]);
    private static readonly HashSet<string> Names = Decode(Specimens.GoodNames), BadNames = Decode(Specimens.BadNames),
        Emoji = Decode(Specimens.GoodEmoji), BadEmoji = Decode(Specimens.BadEmoji);

    public static Judgement Judge(bool isText, byte[] payload)
    {
        if (!isText || !Utf8Model.IsText(payload))
            return NoRequest;
        try
        {
            return StrictJson.Parse(Encoding.UTF8.GetString(payload)) is Dictionary<string, object?> fields ? Judge(fields) : NoRequest;
        }
        catch (FormatException)
        {
            return NoRequest;
        }
    }

    private static Judgement Judge(Dictionary<string, object?> request)
    {
        var problems = new List<Problem>();
        var reference = request.GetValueOrDefault("ref");
        if (reference is not (null or StrictJson.Number { Integer: not null }))
            problems.Add(Malformed("ref"));
        problems.AddRange(OfText("type", request.GetValueOrDefault("type"), type =>
            RequestSchema.Types.ContainsKey(type) ? null : Malformed("type"), isRequired: true));
        var type = problems.Any(p => p.Field == "type") ? null : (string)request["type"]!;
        var schema = type is null ? [] : RequestSchema.Types[type];
        var found = schema.SelectMany(f => Of(f, f.Name, request.GetValueOrDefault(f.Name))).ToList();
        if (type == "history" && RequestSchema.Directions.Count(d => request.GetValueOrDefault(d) is not null) != 1)
        {
            found.RemoveAll(p => RequestSchema.Directions.Contains(p.Field));
            found.Add(NotAcceptable(string.Join(", ", RequestSchema.Directions)));
        }
        problems.AddRange(found.Where(p => p.Code != "?"));
        return new Judgement(problems, type, (reference as StrictJson.Number)?.Integer, request.GetValueOrDefault("room") as string)
        {
            Doubts = [.. found.Where(p => p.Code == "?")],
        };
    }

    private static IEnumerable<Problem> Of(Field field, string path, object? value) => field.Kind switch
    {
        FieldKind.Room => OfText(path, value, s => IsMadeOf(s, 64, c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') ? null : NotAcceptable(path), field.IsRequired),
        FieldKind.Id => OfText(path, value, s => IsMadeOf(s, 64, c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? null : NotAcceptable(path), field.IsRequired),
        FieldKind.Text => OfText(path, value, s => OfMessage(path, s), field.IsRequired),
        FieldKind.Emoji => OfText(path, value, s => Known(path, s, Emoji, BadEmoji), field.IsRequired),
        FieldKind.Name => OfText(path, value, s => Known(path, s, Names, BadNames), field.IsRequired),
        FieldKind.AnyText => OfText(path, value, _ => null, field.IsRequired),
        FieldKind.Position => OfPosition(path, value),
        FieldKind.Limit => OfInteger(path, value, 1, MostHistory, field.IsRequired),
        FieldKind.Target => OfInteger(path, value, 1, long.MaxValue, field.IsRequired),
        _ => OfInteger(path, value, 0, long.MaxValue, field.IsRequired),
    };

    private static IEnumerable<Problem> OfText(string path, object? value, Func<string, Problem?> judge, bool isRequired)
    {
        var problem = value switch
        {
            null => isRequired ? Malformed(path) : null,
            string s => s.Contains('\0', StringComparison.Ordinal) ? NotAcceptable(path) : judge(s),
            _ => Malformed(path),
        };
        return problem is null ? [] : [problem];
    }

    private static IEnumerable<Problem> OfInteger(string path, object? value, long least, long most, bool isRequired) => value switch
    {
        null => isRequired ? [Malformed(path)] : [],
        StrictJson.Number { Integer: { } i } => i >= least && i <= most ? [] : [NotAcceptable(path)],
        _ => [Malformed(path)],
    };

    private static IEnumerable<Problem> OfPosition(string path, object? value) => value switch
    {
        null => [],
        Dictionary<string, object?> position =>
        [
            .. OfText($"{path}.epoch", position.GetValueOrDefault("epoch"), _ => null, isRequired: true),
            .. OfInteger($"{path}.seq", position.GetValueOrDefault("seq"), 0, long.MaxValue, isRequired: true),
        ],
        _ => [Malformed(path)],
    };

    private static Problem? OfMessage(string path, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')))
            return NotAcceptable(path);
        return Encoding.UTF8.GetByteCount(text) > MostTextBytes ? NotAcceptable(path) with { Code = "too_large" } : null;
    }

    private static Problem? Known(string path, string value, HashSet<string> good, HashSet<string> bad) =>
        good.Contains(value) ? null : NotAcceptable(path) with { Code = bad.Contains(value) ? "bad_request" : "?" };

    private static bool IsMadeOf(string text, int most, Func<char, bool> allowed) => text.Length > 0 && text.Length <= most && text.All(allowed);

    private static Problem Malformed(string field) => new(field, IsMalformed: true);

    private static Problem NotAcceptable(string field) => new(field, IsMalformed: false);

    private static HashSet<string> Decode(string[] json) => [.. json.Select(j => (string)StrictJson.Parse(j)!)];
}
