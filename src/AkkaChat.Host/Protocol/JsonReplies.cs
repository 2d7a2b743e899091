using System.Text.Json;
using AkkaChat.Actors;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Host.Protocol;

/// <summary>Writes replies of <c>akkachat.v1</c> (docs/protocol.md, Requests and Errors).</summary>
internal sealed class JsonReplies(ChatLimits limits)
{
    private static readonly string Version = typeof(JsonReplies).Assembly.GetName().Version!.ToString(3);

    public void Write(Utf8JsonWriter json, long? reference, IReply reply)
    {
        json.WriteString("type"u8, TypeOf(reply));
        if (reference is { } number)
            json.WriteNumber("ref"u8, number);
        switch (reply)
        {
            case Welcome welcome:
                WriteWelcome(json, welcome);
                break;
            case RoomJoined joined:
                WriteJoined(json, joined);
                break;
            case EventStored stored:
                json.WriteNumber("seq"u8, stored.Seq);
                json.WriteNumber("at"u8, stored.At);
                json.WriteBoolean("duplicate"u8, stored.IsDuplicate);
                break;
            case HistoryPage page:
                json.WriteString("room"u8, page.Room.Value);
                json.WriteEvents("events"u8, page.Room, page.Events);
                json.WriteBoolean("hasBefore"u8, page.HasBefore);
                json.WriteBoolean("hasAfter"u8, page.HasAfter);
                break;
            case RequestError error:
                WriteError(json, error);
                break;
        }
    }

    private static string TypeOf(IReply reply) => reply switch
    {
        Welcome => "welcome",
        RoomJoined => "joined",
        HistoryPage => "history",
        RequestError => "error",
        EventStored or MarkKept or Done => "ok",
        _ => throw new ArgumentException($"No JSON for {reply.GetType().Name}", nameof(reply)),
    };

    private void WriteWelcome(Utf8JsonWriter json, Welcome welcome)
    {
        json.WriteString("connection"u8, welcome.Connection);
        json.WriteStartObject("user"u8);
        json.WriteString("id"u8, welcome.User.Id.Value);
        json.WriteString("name"u8, welcome.User.Name);
        json.WriteBoolean("guest"u8, true);
        json.WriteEndObject();
        json.WriteString("token"u8, welcome.Token);
        json.WriteStartObject("server"u8);
        json.WriteString("version"u8, Version);
        json.WriteEndObject();
        WriteLimits(json);
        json.WriteNumber("heartbeatMs"u8, limits.HeartbeatMs);
        json.WriteStartArray("rooms"u8);
        foreach (var (room, epoch, head, online) in welcome.Rooms)
        {
            json.WriteStartObject();
            json.WriteString("room"u8, room.Value);
            json.WriteString("epoch"u8, epoch);
            json.WriteNumber("head"u8, head);
            json.WriteNumber("online"u8, online);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteLimits(Utf8JsonWriter json)
    {
        json.WriteStartObject("limits"u8);
        json.WriteNumber("frameBytes"u8, limits.FrameBytes);
        json.WriteNumber("textBytes"u8, limits.TextBytes);
        json.WriteNumber("nameCharacters"u8, limits.NameCharacters);
        json.WriteNumber("roomNameCharacters"u8, limits.RoomNameCharacters);
        json.WriteNumber("sendsPerSecond"u8, limits.SendsPerSecond);
        json.WriteNumber("sendBurst"u8, limits.SendBurst);
        json.WriteNumber("roomsPerConnection"u8, limits.RoomsPerConnection);
        json.WriteNumber("outboundQueueBytes"u8, limits.OutboundQueueBytes);
        json.WriteEndObject();
    }

    private static void WriteJoined(Utf8JsonWriter json, RoomJoined joined)
    {
        json.WriteString("room"u8, joined.Room.Value);
        json.WriteString("epoch"u8, joined.Epoch);
        json.WriteNumber("head"u8, joined.Head);
        json.WriteString("mode"u8, joined.Mode == JoinMode.Delta ? "delta"u8 : "snapshot"u8);
        json.WriteEvents("events"u8, joined.Room, joined.Events);
        json.WriteBoolean("hasMore"u8, joined.HasMore);
        json.WriteNumber("online"u8, joined.Online);
        json.WriteSharedPeople("members"u8, joined.Members);
        if (joined.Read > 0)
            json.WriteNumber("read"u8, joined.Read);
    }

    private static void WriteError(Utf8JsonWriter json, RequestError error)
    {
        json.WriteString("code"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(error.Code.ToString()));
        json.WriteString("message"u8, error.Message);
        if (error.RetryAfterMs is { } wait)
            json.WriteNumber("retryAfterMs"u8, wait);
    }
}
