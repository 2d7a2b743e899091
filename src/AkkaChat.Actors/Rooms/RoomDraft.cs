using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>A room as it will be when what was decided so far is committed. Later requests of a list are decided on that.</summary>
internal sealed class RoomDraft
{
    /// <summary>Different emoji on one message.</summary>
    private const int MostEmoji = 20;

    private readonly RoomState room;
    private readonly Dictionary<(UserId, ClientMessageId), RoomEvent> byRequest;
    private readonly Dictionary<long, RoomEvent> messages = [];
    private readonly List<RoomEvent> events;

    public RoomDraft(RoomState room, int requests, LogExcerpt read)
    {
        this.room = room;
        events = new List<RoomEvent>(requests);
        byRequest = new Dictionary<(UserId, ClientMessageId), RoomEvent>(requests + read.Events.Count);
        foreach (var e in read.Events)
            byRequest.Add((e.By.Id, e.Id), e);
        foreach (var message in read.Messages)
            messages.Add(message.Seq, message);
    }

    public Decision Decide(PostEvent request, long now)
    {
        if (First(request) is { } first)
        {
            return IsSame(first.Body, request.Body)
                ? new Decision.Repeated(first.Seq, first.At)
                : Refused(ErrorCode.IdConflict, "id: it was used for another request");
        }
        var withoutEvent = request.Body switch
        {
            MessagePosted { ReplyTo: { } replyTo } when replyTo > room.Head => Refused(ErrorCode.BadRequest, "replyTo: there is no such message"),
            IMessageChange change => DecisionWithoutEvent(change, request.By.Id),
            _ => null,
        };
        if (withoutEvent is not null)
            return withoutEvent;
        var e = new RoomEvent(room.Head + events.Count + 1, now, request.By, request.Id, request.Body);
        Take(e);
        return new Decision.Accepted(e);
    }

    // Refused, or done before; null for a change that makes an event.
    private Decision? DecisionWithoutEvent(IMessageChange change, UserId by)
    {
        if (Message(change.Target) is not { } message)
            return Refused(ErrorCode.NotFound, "target: there is no such message");
        var today = (MessageNow)message.Body;
        if (today.IsDeleted)
            return Refused(ErrorCode.NotFound, "target: the message is deleted");
        return change switch
        {
            MessageEdited or MessageDeleted when message.By.Id != by => Refused(ErrorCode.Forbidden, "target: only its author may do this"),
            ReactionAdded(_, var emoji) => ReactionWithoutEvent(today, emoji, by),
            ReactionRemoved(_, var emoji) when !today.Reactions.ContainsKey((emoji, by)) => Refused(ErrorCode.NotFound, "emoji: there is no such reaction of yours"),
            _ => null,
        };
    }

    private static Decision? ReactionWithoutEvent(MessageNow message, string emoji, UserId by)
    {
        if (message.Reactions.TryGetValue((emoji, by), out var reaction))
            return new Decision.Repeated(reaction.Seq, reaction.At);
        var others = message.Reactions.Keys.Select(r => r.Emoji).ToHashSet();
        return others.Count >= MostEmoji && !others.Contains(emoji)
            ? Refused(ErrorCode.Forbidden, $"emoji: at most {MostEmoji} different ones on a message")
            : null;
    }

    private RoomEvent? First(PostEvent request) =>
        byRequest.TryGetValue((request.By.Id, request.Id), out var first) || room.Recent.TryFind(request.By.Id, request.Id, out first)
            ? first
            : null;

    private RoomEvent? Message(long seq)
    {
        if (messages.TryGetValue(seq, out var message) || room.Messages.TryFind(seq, out message))
            return message;
        var index = seq - room.Head - 1;
        return index >= 0 && index < events.Count && events[(int)index] is { Body: MessagePosted } posted ? MessageNow.Of(posted) : null;
    }

    private void Take(RoomEvent e)
    {
        events.Add(e);
        byRequest[(e.By.Id, e.Id)] = e;
        if (e.Body is IMessageChange change && Message(change.Target) is { } message)
            messages[message.Seq] = MessageNow.Changed(message, e);
    }

    // The words of a message that was deleted since can't be compared any more.
    private static bool IsSame(EventBody first, EventBody again) => (first, again) switch
    {
        (MessagePosted { Text: null } a, MessagePosted b) => a.ReplyTo == b.ReplyTo,
        (MessageEdited { Text: null } a, MessageEdited b) => a.Target == b.Target,
        _ => first == again,
    };

    private static Decision.Refused Refused(ErrorCode code, string message) => new(new RequestError(code, message));
}
