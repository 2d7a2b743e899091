using System.Text.Json;
using AkkaChat.Actors;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Host.WebSockets;

namespace AkkaChat.Host.Protocol;

/// <summary>Reads requests of <c>akkachat.v1</c> and checks every field, so that what reaches a connection is clean (docs/protocol.md, Requests).</summary>
internal sealed class JsonRequestReader(ChatLimits limits)
{
    private const int MostDepth = 32;
    private const int DefaultHistoryLimit = 50, MostHistoryLimit = 100;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };
    private static readonly string[] Directions = ["before", "after", "around", "at"];

    public ClientRequest Read(InboundMessage message)
    {
        if (message.Opcode == Opcode.Binary)
            return Malformed("A request is a text frame.");
        try
        {
            using var document = JsonDocument.Parse(message.Payload, Strict);
            if (message.Payload.Span.IndexOf("\\u"u8) >= 0)
                CheckStrings(document.RootElement);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new RequestFields(document.RootElement))
                : Malformed("A request is a JSON object.");
        }
        catch (JsonException)
        {
            return Malformed("This is not JSON, has a name twice in an object, or is nested too deeply.");
        }
        // What the reader throws for half a surrogate pair, in whichever string it stands.
        catch (InvalidOperationException)
        {
            return Malformed("A string holds half a surrogate pair.");
        }
    }

    // Half a surrogate pair can only be written as an escape, and reading such a string throws: also one that nobody would read.
    private static void CheckStrings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    CheckStrings(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    CheckStrings(property.Value);
                break;
        }
    }

    private ClientRequest Read(RequestFields fields)
    {
        var reference = fields.OptionalInteger("ref", long.MinValue);
        var type = fields.Text("type");
        var request = fields.Problem is null ? Read(type, reference, fields) : null;
        return fields.Problem is { } problem ? new ClientRequest.Unacceptable(reference, problem, fields.IsMalformed) : request!;
    }

    private ClientRequest? Read(string type, long? reference, RequestFields fields)
    {
        switch (type)
        {
            case "hello":
                return Hello(reference, fields);
            case "join":
                return new ClientRequest.Join(reference, Room(fields), After(fields));
            case "leave":
                return new ClientRequest.Leave(reference, Room(fields));
            case "send":
                return Post(reference, fields, new MessagePosted(Text(fields), fields.OptionalInteger("replyTo", 1)));
            case "edit":
                return Post(reference, fields, new MessageEdited(Target(fields), Text(fields)));
            case "delete":
                return Post(reference, fields, new MessageDeleted(Target(fields)));
            case "react":
                return Post(reference, fields, new ReactionAdded(Target(fields), EmojiOf(fields)));
            case "unreact":
                return Post(reference, fields, new ReactionRemoved(Target(fields), EmojiOf(fields)));
            case "history":
                return new ClientRequest.History(reference, Room(fields), History(fields));
            case "read":
                return new ClientRequest.Read(reference, Room(fields), fields.Integer("seq", least: 1));
            case "typing":
                return new ClientRequest.Typing(Room(fields));
            default:
                return new ClientRequest.Unacceptable(reference, new RequestError(ErrorCode.BadRequest, "type: is not known"), IsMalformed: true);
        }
    }

    private ClientRequest.Post Post(long? reference, RequestFields fields, EventBody body) => new(reference, Room(fields), Id(fields), body);

    private static long Target(RequestFields fields) => fields.Integer("target", least: 1);

    private static string EmojiOf(RequestFields fields)
    {
        var emoji = fields.Text("emoji");
        if (!Emoji.IsOne(emoji))
            fields.Refuse(new RequestError(ErrorCode.BadRequest, "emoji: must be a single emoji"));
        return emoji;
    }

    // What client it is, is for people who look at the wire.
    private ClientRequest.Hello Hello(long? reference, RequestFields fields)
    {
        fields.OptionalText("client");
        return new ClientRequest.Hello(reference, Name(fields), fields.OptionalText("token"));
    }

    private string? Name(RequestFields fields)
    {
        if (fields.OptionalText("name") is not { } text)
            return null;
        var name = PersonName.Parse(text, limits.NameCharacters, out var problem);
        if (name is null)
            fields.Refuse(new RequestError(ErrorCode.BadRequest, problem));
        return name;
    }

    private RoomId Room(RequestFields fields)
    {
        if (!RoomId.TryParse(fields.Text("room"), limits.RoomNameCharacters, out var room))
            fields.Refuse(new RequestError(ErrorCode.BadRequest, $"room: must be 1 to {limits.RoomNameCharacters} of a-z 0-9 -"));
        return room;
    }

    private static ClientMessageId Id(RequestFields fields)
    {
        if (!ClientMessageId.TryParse(fields.Text("id"), out var id))
            fields.Refuse(new RequestError(ErrorCode.BadRequest, $"id: must be 1 to {ClientMessageId.MostCharacters} of A-Z a-z 0-9 - _"));
        return id;
    }

    private string Text(RequestFields fields)
    {
        var text = fields.Text("text");
        if (fields.Problem is null && MessageText.Problem(text, limits) is { } problem)
            fields.Refuse(problem);
        return text;
    }

    private static LogPosition? After(RequestFields fields)
    {
        if (fields.OptionalObject("after") is not { } after)
            return null;
        var position = new LogPosition(after.Text("epoch"), after.Integer("seq", least: 0));
        fields.Adopt("after", after);
        return position;
    }

    private static HistoryQuery History(RequestFields fields)
    {
        var given = Directions.Where(fields.Has).ToList();
        if (given.Count != 1)
            fields.Refuse(new RequestError(ErrorCode.BadRequest, "before, after, around, at: exactly one of them"));
        var name = given.FirstOrDefault() ?? Directions[0];
        var anchor = fields.OptionalInteger(name, least: 0) ?? 0;
        var limit = fields.OptionalInteger("limit", least: 1, most: MostHistoryLimit) ?? DefaultHistoryLimit;
        return new HistoryQuery((HistoryDirection)Array.IndexOf(Directions, name), anchor, (int)limit);
    }

    private static ClientRequest.Unacceptable Malformed(string message) =>
        new(Ref: null, new RequestError(ErrorCode.BadRequest, message), IsMalformed: true);
}
