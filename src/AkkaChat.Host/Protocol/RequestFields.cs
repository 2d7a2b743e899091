using System.Text.Json;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Host.Protocol;

/// <summary>
/// The fields of a request. The first problem is kept, and names its field; what is read after it means nothing. Unknown fields are
/// ignored, and null is as good as absent.
/// </summary>
internal sealed class RequestFields(JsonElement request)
{
    public RequestError? Problem { get; private set; }

    /// <summary>True when a field was missing or of a wrong type, false when it was the protocol but not acceptable.</summary>
    public bool IsMalformed { get; private set; }

    public bool Has(string name) => TryGet(name, out _);

    public string Text(string name) => OptionalText(name) ?? Malformed<string>($"{name}: is missing") ?? "";

    public string? OptionalText(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return Malformed<string>($"{name}: must be a string");
        var text = value.GetString()!;
        if (text.Contains('\0', StringComparison.Ordinal))
            Refuse(new RequestError(ErrorCode.BadRequest, $"{name}: U+0000 is not allowed"));
        return text;
    }

    public long Integer(string name, long least) =>
        OptionalInteger(name, least) ?? (Problem is null ? Malformed<long>($"{name}: is missing") : 0);

    public long? OptionalInteger(string name, long least, long most = long.MaxValue)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
            return Malformed<long?>($"{name}: must be an integer");
        if (number >= least && number <= most)
            return number;
        Refuse(new RequestError(
            ErrorCode.BadRequest, most < long.MaxValue ? $"{name}: must be an integer from {least} to {most}" : $"{name}: must be an integer, {least} or more"));
        return null;
    }

    public RequestFields? OptionalObject(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Object
            ? new RequestFields(value)
            : Malformed<RequestFields>($"{name}: must be an object");
    }

    /// <summary>The request is the protocol, but asks for something that can't be.</summary>
    public void Refuse(RequestError error) => Problem ??= error;

    /// <summary>Takes over a problem of an object within this one.</summary>
    public void Adopt(string name, RequestFields inner)
    {
        if (inner.Problem is not { } problem || Problem is not null)
            return;
        Problem = problem with { Message = $"{name}.{problem.Message}" };
        IsMalformed = inner.IsMalformed;
    }

    private bool TryGet(string name, out JsonElement value) =>
        request.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private T? Malformed<T>(string message)
    {
        if (Problem is null)
        {
            Problem = new RequestError(ErrorCode.BadRequest, message);
            IsMalformed = true;
        }
        return default;
    }
}
