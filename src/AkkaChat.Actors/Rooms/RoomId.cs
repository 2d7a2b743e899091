using System.Buffers;

namespace AkkaChat.Actors.Rooms;

/// <summary>The name of a room on the wire and in the log: 1 to 64 of <c>a-z 0-9 -</c> (docs/protocol.md, Limits).</summary>
public readonly record struct RoomId
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static readonly RoomId Lobby = new("lobby");

    public string Value { get; }

    private RoomId(string value) => Value = value;

    /// <summary>False when <paramref name="text"/> can't be the name of a room.</summary>
    public static bool TryParse(string? text, int mostCharacters, out RoomId room)
    {
        var isName = text is { Length: > 0 } && text.Length <= mostCharacters && !text.AsSpan().ContainsAnyExcept(Allowed);
        room = isName ? new RoomId(text!) : default;
        return isName;
    }

    /// <summary>The room of a name that has been checked before, such as one from the log.</summary>
    public static RoomId Stored(string value) => new(value);

    public override string ToString() => Value;
}
