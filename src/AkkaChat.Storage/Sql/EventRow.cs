using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Sql;

/// <summary>A row of the table <c>events</c>, and what it means.</summary>
internal sealed record EventRow(
    long Seq, long At, string UserId, string UserName, string RequestId, string Kind, string? Text, long? ReplyTo, long? Target, string? Emoji)
{
    public const string Columns =
        "seq AS Seq, at AS At, user_id AS UserId, user_name AS UserName, request_id AS RequestId, kind AS Kind, text AS Text, " +
        "reply_to AS ReplyTo, target AS Target, emoji AS Emoji";

    public const string Posted = "posted", Edited = "edited", Deleted = "deleted", Reacted = "reacted", Unreacted = "unreacted";

    /// <summary>The columns that tell what happened.</summary>
    public static (string Kind, string? Text, long? ReplyTo, long? Target, string? Emoji) Of(EventBody body) => body switch
    {
        MessagePosted(var text, var replyTo) => (Posted, StoredText.Encode(text), replyTo, null, null),
        MessageEdited(var target, var text) => (Edited, StoredText.Encode(text), null, target, null),
        MessageDeleted(var target) => (Deleted, null, null, target, null),
        ReactionAdded(var target, var emoji) => (Reacted, null, null, target, emoji),
        ReactionRemoved(var target, var emoji) => (Unreacted, null, null, target, emoji),
        _ => throw new ArgumentException($"No row for {body.GetType().Name}", nameof(body)),
    };

    public RoomEvent ToEvent() => new(
        Seq, At, new Person(new UserId(UserId), UserName), ClientMessageId.Stored(RequestId), Body());

    // A newer server may have stored kinds that this one does not know.
    private EventBody Body() => (Kind, Target, Emoji) switch
    {
        (Posted, _, _) => new MessagePosted(StoredText.Decode(Text), ReplyTo),
        (Edited, { } target, _) => new MessageEdited(target, StoredText.Decode(Text)),
        (Deleted, { } target, _) => new MessageDeleted(target),
        (Reacted, { } target, { } emoji) => new ReactionAdded(target, emoji),
        (Unreacted, { } target, { } emoji) => new ReactionRemoved(target, emoji),
        _ => new UnknownEvent(Kind),
    };
}
