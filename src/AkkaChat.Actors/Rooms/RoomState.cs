using System.Diagnostics.CodeAnalysis;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// What a room is, and what it makes of requests: no actor, no clock, no I/O. <see cref="Decide"/> changes nothing;
/// <see cref="Apply"/> takes the events in once they are committed.
/// </summary>
public sealed class RoomState(RoomId room, string epoch, long head, IEnumerable<RoomEvent> newest)
{
    /// <summary>Events that a <see cref="JoinMode.Delta"/> holds at most (docs/protocol.md, promise 5).</summary>
    public const int DeltaEvents = 500;

    /// <summary>Who is further behind gets a snapshot.</summary>
    public const int MostEventsBehind = 5_000;

    /// <summary>Messages of a <see cref="JoinMode.Snapshot"/>.</summary>
    public const int SnapshotMessages = 50;

    public RoomId Room { get; } = room;

    public string Epoch { get; } = epoch;

    /// <summary>The seq of the newest event; 0 in a new room.</summary>
    public long Head { get; private set; } = head;

    public RecentEvents Recent { get; } = Remember(head, newest);

    /// <summary>
    /// One decision for each request, in their order: each accepted one gets the next seq; one whose (user, id) is known already, from
    /// <see cref="Recent"/>, from <paramref name="stored"/> or from this very list, gets the first one's.
    /// </summary>
    /// <param name="stored">Earlier events with ids of these requests, as the log knows them.</param>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public IReadOnlyList<Decision> Decide(IEnumerable<PostMessage> requests, IReadOnlyCollection<RoomEvent> stored, long now)
    {
        var known = stored.ToDictionary(e => (e.By.Id, e.Id));
        var next = Head + 1;
        var decisions = new List<Decision>();
        foreach (var request in requests)
        {
            var decision = DecideOne(request, known, next, now);
            if (decision is Decision.Accepted accepted)
            {
                known[(request.By.Id, request.Id)] = accepted.Event;
                next++;
            }
            decisions.Add(decision);
        }
        return decisions;
    }

    public void Apply(RoomEvent e)
    {
        if (e.Seq != Head + 1)
            throw new ArgumentException($"Room {Room}: event {e.Seq} can't follow event {Head}", nameof(e));
        Head = e.Seq;
        Recent.Add(e);
    }

    /// <summary>What a client that has events up to <paramref name="after"/> gets when it joins.</summary>
    public JoinMode ModeOf(LogPosition? after) =>
        after is not null && after.Epoch == Epoch && after.Seq <= Head && Head - after.Seq <= MostEventsBehind
            ? JoinMode.Delta
            : JoinMode.Snapshot;

    /// <summary>The answer to a join, or null when the log must be read for it.</summary>
    public JoinView? ViewFromMemory(LogPosition? after)
    {
        if (ModeOf(after) == JoinMode.Delta)
            return after!.Seq >= Recent.After ? new JoinView(JoinMode.Delta, Recent.Since(after.Seq, DeltaEvents), HasMore: false) : null;
        var messages = Recent.NewestMessages(SnapshotMessages);
        return messages is null ? null : new JoinView(JoinMode.Snapshot, messages, HasMore: false);
    }

    /// <summary>The answer to a join from events that were read, in order, and what was committed while they were read.</summary>
    public JoinView DeltaFrom(long after, IReadOnlyList<RoomEvent> read)
    {
        var last = read.Count > 0 ? read[^1].Seq : after;
        var since = last >= Recent.After ? Recent.Since(last, DeltaEvents - read.Count) : [];
        return new JoinView(JoinMode.Delta, [.. read, .. since], HasMore: last + since.Count < Head);
    }

    /// <summary>The same for a snapshot that was read when the room stood at <paramref name="headThen"/>; null when too much came since.</summary>
    public JoinView? SnapshotFrom(long headThen, IReadOnlyList<RoomEvent> read)
    {
        if (headThen < Recent.After)
            return null;
        var since = Recent.Since(headThen, RecentEvents.MostEvents).Where(e => e.Body is MessagePosted);
        return new JoinView(JoinMode.Snapshot, [.. read.Concat(since).TakeLast(SnapshotMessages)], HasMore: false);
    }

    private Decision DecideOne(PostMessage request, Dictionary<(UserId, ClientMessageId), RoomEvent> known, long seq, long now)
    {
        if (TryFindFirst(request, known, out var first))
        {
            return first.Body is MessagePosted posted && posted.Text == request.Text && posted.ReplyTo == request.ReplyTo
                ? new Decision.Repeated(first)
                : new Decision.Refused(new RequestError(ErrorCode.IdConflict, "id: it was used for another message"));
        }
        if (request.ReplyTo > Head)
            return new Decision.Refused(new RequestError(ErrorCode.BadRequest, "replyTo: there is no such message"));
        return new Decision.Accepted(
            new RoomEvent(seq, now, request.By, request.Id, new MessagePosted(request.Text, request.ReplyTo)));
    }

    private bool TryFindFirst(
        PostMessage request, Dictionary<(UserId, ClientMessageId), RoomEvent> known, [NotNullWhen(true)] out RoomEvent? first) =>
        known.TryGetValue((request.By.Id, request.Id), out first) || Recent.TryFind(request.By.Id, request.Id, out first);

    private static RecentEvents Remember(long head, IEnumerable<RoomEvent> newest)
    {
        var recent = new RecentEvents(head);
        foreach (var e in newest)
            recent.Add(e);
        return recent;
    }
}

/// <summary>What somebody who joins gets to see.</summary>
public sealed record JoinView(JoinMode Mode, IReadOnlyList<RoomEvent> Events, bool HasMore);

/// <summary>What a room makes of one request.</summary>
public abstract record Decision
{
    public sealed record Accepted(RoomEvent Event) : Decision;

    public sealed record Repeated(RoomEvent First) : Decision;

    public sealed record Refused(RequestError Error) : Decision;
}
