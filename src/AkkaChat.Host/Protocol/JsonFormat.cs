using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using AkkaChat.Host.WebSockets;

namespace AkkaChat.Host.Protocol;

/// <summary>Writes pushes of <c>akkachat.v1</c> as text frames (docs/protocol.md, What the server pushes). Every object starts with its type.</summary>
internal sealed class JsonFormat(JsonReplies replies) : IWireFormat
{
    // Not for HTML: text stays readable on the wire, and short.
    internal static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>What a long push has grown beyond this, in bytes, is not kept.</summary>
    private const int MostKept = 256 * 1024;

    // A thread's writer, kept from one push to the next.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? text;

    [ThreadStatic]
    private static Utf8JsonWriter? json;

    public string Name => JsonMode.Subprotocol;

    public ReadOnlyMemory<byte> Encode(SharedPush push)
    {
        switch (push)
        {
            case EventBatch batch:
                return Frames(batch.Events, (json, e) => json.WriteEvent(batch.Room, e));
            case PresenceChanged presence:
                return Frame(json => WritePresence(json, presence));
            case ReadElsewhere read:
                return Frame(json => WriteRead(json, read));
            case PersonTyping typing:
                return Frame(json => WriteTyping(json, typing));
            default:
                throw new ArgumentException($"No JSON for {push.GetType().Name}", nameof(push));
        }
    }

    public ReadOnlyMemory<byte> Encode(IClientPush push) => push switch
    {
        ReplyPush(var reference, var reply) => Frame(json => replies.Write(json, reference, reply)),
        RepliesPush(var all) => Frames(all, (json, push) => replies.Write(json, push.Ref, push.Reply)),
        HeartbeatPush(var heads) => Frame(json => WriteHeartbeat(json, heads)),
        GoodbyePush goodbye => Frame(json => WriteGoodbye(json, goodbye)),
        _ => throw new ArgumentException($"No JSON for {push.GetType().Name}", nameof(push)),
    };

    private static void WritePresence(Utf8JsonWriter json, PresenceChanged presence)
    {
        json.WriteString("type"u8, "presence"u8);
        json.WriteString("room"u8, presence.Room.Value);
        json.WriteNumber("online"u8, presence.Online);
        if (presence.Joined.Count > 0)
            json.WritePeople("joined"u8, presence.Joined);
        if (presence.Left.Count > 0)
            json.WritePeople("left"u8, presence.Left);
        if (presence.Everybody is { } everybody)
            json.WritePeople("members"u8, everybody);
    }

    private static void WriteRead(Utf8JsonWriter json, ReadElsewhere read)
    {
        json.WriteString("type"u8, "read"u8);
        json.WriteString("room"u8, read.Room.Value);
        json.WriteNumber("seq"u8, read.Seq);
    }

    private static void WriteTyping(Utf8JsonWriter json, PersonTyping typing)
    {
        json.WriteString("type"u8, "typing"u8);
        json.WriteString("room"u8, typing.Room.Value);
        json.WritePerson("by"u8, typing.Who);
    }

    private static void WriteHeartbeat(Utf8JsonWriter json, IReadOnlyDictionary<RoomId, long> heads)
    {
        json.WriteString("type"u8, "heartbeat"u8);
        json.WriteStartObject("heads"u8);
        foreach (var (room, head) in heads)
            json.WriteNumber(room.Value, head);
        json.WriteEndObject();
    }

    private static void WriteGoodbye(Utf8JsonWriter json, GoodbyePush goodbye)
    {
        json.WriteString("type"u8, "goodbye"u8);
        json.WriteNumber("code"u8, goodbye.Code.Code);
        if (goodbye.ReconnectAfterMs is { } wait)
            json.WriteNumber("reconnectAfterMs"u8, wait);
    }

    private static ReadOnlyMemory<byte> Frame(Action<Utf8JsonWriter> writeFields) => Frames([writeFields], (json, write) => write(json));

    private static ReadOnlyMemory<byte> Frames<T>(IReadOnlyList<T> items, Action<Utf8JsonWriter, T> writeFields)
    {
        var frames = FrameBuffer.Take();
        var (text, json) = TakeWriter();
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeFields(json, item);
            json.WriteEndObject();
            json.Flush();
            frames.AddText(text.WrittenSpan);
            text.ResetWrittenCount();
            json.Reset();
        }
        return frames.ToFrames();
    }

    private static (ArrayBufferWriter<byte> Text, Utf8JsonWriter Json) TakeWriter()
    {
        if (text is not { Capacity: <= MostKept })
            json = new Utf8JsonWriter(text = new ArrayBufferWriter<byte>(1024), Compact);
        text.ResetWrittenCount();
        json!.Reset();
        return (text, json);
    }
}
