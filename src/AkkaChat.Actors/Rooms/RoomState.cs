using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// What a room is, and what it makes of requests: no actor, no clock, no I/O. <see cref="Decide"/> changes nothing;
/// <see cref="Apply"/> takes the events in once they are committed.
/// </summary>
public sealed class RoomState(RoomId room, OpenedRoom log)
{
    /// <summary>Events that a <see cref="JoinMode.Delta"/> holds at most (docs/protocol.md, promise 5).</summary>
    public const int DeltaEvents = 500;

    /// <summary>Who is further behind gets a snapshot.</summary>
    public const int MostEventsBehind = 5_000;

    /// <summary>Messages of a <see cref="JoinMode.Snapshot"/>.</summary>
    public const int SnapshotMessages = 50;

    public RoomId Room { get; } = room;

    public string Epoch { get; } = log.Epoch;

    /// <summary>The seq of the newest event; 0 in a new room.</summary>
    public long Head { get; private set; } = log.Head;

    public RecentEvents Recent { get; } = Remember(log);

    public RecentMessages Messages { get; } = new(log.NewestMessages, isWhole: log.NewestMessages.Count < SnapshotMessages);

    /// <summary>
    /// One decision for each request, in their order: each accepted one gets the next seq; one whose (user, id) is known already, from
    /// <see cref="Recent"/>, from <paramref name="read"/> or from this very list, gets the first one's.
    /// </summary>
    /// <param name="read">What had to be read from the log for these requests.</param>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public IReadOnlyList<Decision> Decide(IReadOnlyCollection<PostEvent> requests, LogExcerpt read, long now)
    {
        var draft = new RoomDraft(this, requests.Count, read);
        return [.. requests.Select(request => draft.Decide(request, now))];
    }

    /// <summary>Messages that these requests change and that must be read before anything can be decided.</summary>
    public IReadOnlyList<long> TargetsToRead(IEnumerable<PostEvent> requests) =>
        [.. requests
            .Select(r => r.Body).OfType<IMessageChange>().Select(c => c.Target).Distinct()
            .Where(target => target <= Head && !Messages.TryFind(target, out _))];

    public void Apply(RoomEvent e)
    {
        if (e.Seq != Head + 1)
            throw new ArgumentException($"Room {Room}: event {e.Seq} can't follow event {Head}", nameof(e));
        Head = e.Seq;
        Recent.Add(e);
        Messages.Apply(e);
        if (e.Body is MessageDeleted(var target))
            Recent.Erase(target);
    }

    /// <summary>A client has seen more of this log than there is.</summary>
    public bool IsPassedBy(LogPosition? after) => after is not null && after.Epoch == Epoch && after.Seq > Head;

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
        var messages = Messages.Newest(SnapshotMessages);
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
        return new JoinView(JoinMode.Snapshot, [.. read.Concat(Messages.Since(headThen)).TakeLast(SnapshotMessages)], HasMore: false);
    }

    private static RecentEvents Remember(OpenedRoom log)
    {
        var recent = new RecentEvents(log.Head);
        foreach (var e in log.Newest)
            recent.Add(e);
        return recent;
    }
}

/// <summary>What somebody who joins gets to see.</summary>
public sealed record JoinView(JoinMode Mode, IReadOnlyList<RoomEvent> Events, bool HasMore);
