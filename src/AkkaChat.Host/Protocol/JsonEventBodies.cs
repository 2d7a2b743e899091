using System.Text.Json;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Host.Protocol;

/// <summary>The kind of an event and the kind's own fields (docs/protocol.md, What the server pushes).</summary>
internal static class JsonEventBodies
{
    public static void WriteBody(this Utf8JsonWriter json, EventBody body)
    {
        switch (body)
        {
            case MessagePosted(var text, var replyTo):
                json.WriteString("kind"u8, "posted"u8);
                json.WriteTextOrErased(text);
                json.WriteReplyTo(replyTo);
                break;
            case MessageNow message:
                json.WriteMessageNow(message);
                break;
            case MessageEdited(var target, var text):
                json.WriteString("kind"u8, "edited"u8);
                json.WriteNumber("target"u8, target);
                json.WriteTextOrErased(text);
                break;
            case MessageDeleted(var target):
                json.WriteString("kind"u8, "deleted"u8);
                json.WriteNumber("target"u8, target);
                break;
            case ReactionAdded(var target, var emoji):
                json.WriteReaction("reacted"u8, target, emoji);
                break;
            case ReactionRemoved(var target, var emoji):
                json.WriteReaction("unreacted"u8, target, emoji);
                break;
            case UnknownEvent(var kind):
                json.WriteString("kind"u8, kind);
                break;
        }
    }

    private static void WriteMessageNow(this Utf8JsonWriter json, MessageNow message)
    {
        json.WriteString("kind"u8, "posted"u8);
        if (message.IsDeleted)
            json.WriteBoolean("deleted"u8, true);
        else
            json.WriteString("text"u8, message.Text);
        json.WriteReplyTo(message.ReplyTo);
        if (message.EditedAt is { } editedAt)
            json.WriteNumber("editedAt"u8, editedAt);
        if (message.Reactions.Count > 0)
            json.WriteReactions(message);
    }

    // The emoji that came first, first; and under each who came first.
    private static void WriteReactions(this Utf8JsonWriter json, MessageNow message)
    {
        json.WriteStartObject("reactions"u8);
        foreach (var emoji in message.Reactions.OrderBy(r => r.Value.Seq).GroupBy(r => r.Key.Emoji, r => r.Key.User))
        {
            json.WriteStartArray(emoji.Key);
            foreach (var user in emoji)
                json.WriteStringValue(user.Value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteReaction(this Utf8JsonWriter json, ReadOnlySpan<byte> kind, long target, string emoji)
    {
        json.WriteString("kind"u8, kind);
        json.WriteNumber("target"u8, target);
        json.WriteString("emoji"u8, emoji);
    }

    private static void WriteTextOrErased(this Utf8JsonWriter json, string? text)
    {
        if (text is null)
            json.WriteBoolean("erased"u8, true);
        else
            json.WriteString("text"u8, text);
    }

    private static void WriteReplyTo(this Utf8JsonWriter json, long? replyTo)
    {
        if (replyTo is { } target)
            json.WriteNumber("replyTo"u8, target);
    }
}
