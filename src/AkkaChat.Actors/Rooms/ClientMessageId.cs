using System.Buffers;

namespace AkkaChat.Actors.Rooms;

/// <summary>A client's own id of a request: 1 to 64 of <c>A-Z a-z 0-9 - _</c>. With room and user it names one event, for ever.</summary>
public readonly record struct ClientMessageId
{
    public const int MostCharacters = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public string Value { get; }

    private ClientMessageId(string value) => Value = value;

    /// <summary>False when <paramref name="text"/> can't be an id.</summary>
    public static bool TryParse(string? text, out ClientMessageId id)
    {
        var isId = text is { Length: > 0 and <= MostCharacters } && !text.AsSpan().ContainsAnyExcept(Allowed);
        id = isId ? new ClientMessageId(text!) : default;
        return isId;
    }

    /// <summary>The id of a request that has been checked before, such as one from the log.</summary>
    public static ClientMessageId Stored(string value) => new(value);

    public override string ToString() => Value;
}
