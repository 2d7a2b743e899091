using System.Diagnostics.CodeAnalysis;

namespace AkkaChat.Actors.Rooms;

/// <summary>A room's newest messages in today's state (<see cref="MessageNow"/>), for newcomers and for what changes them. Bounded like <see cref="RecentEvents"/>.</summary>
public sealed class RecentMessages
{
    private readonly SortedDictionary<long, RoomEvent> bySeq = [];
    private bool isWhole;
    private int characters;

    /// <param name="newest">In today's state.</param>
    /// <param name="isWhole">There are no older ones.</param>
    public RecentMessages(IEnumerable<RoomEvent> newest, bool isWhole)
    {
        this.isWhole = isWhole;
        foreach (var message in newest)
            Set(message);
    }

    public bool TryFind(long seq, [NotNullWhen(true)] out RoomEvent? message) => bySeq.TryGetValue(seq, out message);

    /// <summary>The newest messages, or null when they go back beyond what is in memory.</summary>
    public IReadOnlyList<RoomEvent>? Newest(int count) =>
        isWhole || bySeq.Count >= count ? [.. bySeq.Values.TakeLast(count)] : null;

    public IEnumerable<RoomEvent> Since(long seq) => bySeq.Values.SkipWhile(m => m.Seq <= seq);

    public void Apply(RoomEvent e)
    {
        if (e.Body is MessagePosted)
            Set(MessageNow.Of(e));
        else if (e.Body is IMessageChange change && bySeq.TryGetValue(change.Target, out var message))
            Set(MessageNow.Changed(message, e));
        while (bySeq.Count > RecentEvents.MostEvents || (characters > RecentEvents.MostCharacters && bySeq.Count > 1))
            DropOldest();
    }

    private void Set(RoomEvent message)
    {
        characters += message.Body.TextLength - (bySeq.TryGetValue(message.Seq, out var before) ? before.Body.TextLength : 0);
        bySeq[message.Seq] = message;
    }

    private void DropOldest()
    {
        var oldest = bySeq.First().Value;
        bySeq.Remove(oldest.Seq);
        characters -= oldest.Body.TextLength;
        isWhole = false;
    }
}
