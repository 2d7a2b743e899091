namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>What a field holds.</summary>
internal enum FieldKind
{
    Room,
    Id,
    Text,
    Emoji,
    Name,
    AnyText,
    Position,

    /// <summary>0 or more.</summary>
    Seq,

    /// <summary>1 or more.</summary>
    Target,

    /// <summary>1 to 100.</summary>
    Limit,
}

internal sealed record Field(string Name, FieldKind Kind, bool IsRequired = true);

/// <summary>The table "Requests" of docs/protocol.md.</summary>
internal static class RequestSchema
{
    /// <summary>A request for history has exactly one of them.</summary>
    public static readonly string[] Directions = ["before", "after", "around", "at"];

    private static readonly Field Room = new("room", FieldKind.Room), Id = new("id", FieldKind.Id), Target = new("target", FieldKind.Target),
        Text = new("text", FieldKind.Text), Emoji = new("emoji", FieldKind.Emoji);

    public static readonly IReadOnlyDictionary<string, Field[]> Types = new Dictionary<string, Field[]>
    {
        ["hello"] = [Optional("name", FieldKind.Name), Optional("token", FieldKind.AnyText), Optional("client", FieldKind.AnyText)],
        ["join"] = [Room, Optional("after", FieldKind.Position)],
        ["leave"] = [Room],
        ["send"] = [Room, Id, Text, Optional("replyTo", FieldKind.Target)],
        ["edit"] = [Room, Id, Target, Text],
        ["delete"] = [Room, Id, Target],
        ["react"] = [Room, Id, Target, Emoji],
        ["unreact"] = [Room, Id, Target, Emoji],
        ["read"] = [Room, new("seq", FieldKind.Target)],
        ["typing"] = [Room],
        ["history"] = [Room, .. Directions.Select(d => Optional(d, FieldKind.Seq)), Optional("limit", FieldKind.Limit)],
    };

    private static Field Optional(string name, FieldKind kind) => new(name, kind, IsRequired: false);
}
