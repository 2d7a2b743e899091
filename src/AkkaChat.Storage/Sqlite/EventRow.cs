using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Sqlite;

/// <summary>A row of the table <c>events</c>, and what it means.</summary>
internal sealed record EventRow(
    long Seq, long At, string UserId, string UserName, string RequestId, string Kind, string? Text, long? ReplyTo)
{
    public const string Columns =
        "seq AS Seq, at AS At, user_id AS UserId, user_name AS UserName, request_id AS RequestId, kind AS Kind, text AS Text, reply_to AS ReplyTo";

    public const string Posted = "posted";

    public static EventRow Of(RoomEvent e) => e.Body switch
    {
        MessagePosted(var text, var replyTo) =>
            new EventRow(e.Seq, e.At, e.By.Id.Value, e.By.Name, e.Id.Value, Posted, text, replyTo),
        _ => throw new ArgumentException($"No row for {e.Body.GetType().Name}", nameof(e)),
    };

    public RoomEvent ToEvent() => new(
        Seq, At, new Person(new UserId(UserId), UserName), ClientMessageId.Stored(RequestId), Body());

    // A newer server may have stored kinds that this one does not know.
    private EventBody Body() => Kind == Posted ? new MessagePosted(Text ?? "", ReplyTo) : new UnknownEvent(Kind);
}
