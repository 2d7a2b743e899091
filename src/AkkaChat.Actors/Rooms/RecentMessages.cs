using System.Diagnostics.CodeAnalysis;

namespace AkkaChat.Actors.Rooms;

/// <summary>A room's newest messages in today's state (<see cref="MessageNow"/>), for newcomers and for what changes them. Bounded like <see cref="RecentEvents"/>.</summary>
public sealed class RecentMessages
{
    private readonly Queue<long> seqs = new();

    // Those that nothing happened to are as their event says; they become today's state when somebody looks.
    private readonly Dictionary<long, RoomEvent> bySeq = [];
    private bool isWhole;
    private int characters;

    /// <param name="newest">In today's state, in order.</param>
    /// <param name="isWhole">There are no older ones.</param>
    public RecentMessages(IEnumerable<RoomEvent> newest, bool isWhole)
    {
        this.isWhole = isWhole;
        foreach (var message in newest)
            Add(message);
    }

    public bool TryFind(long seq, [NotNullWhen(true)] out RoomEvent? message)
    {
        message = bySeq.TryGetValue(seq, out var stored) ? Today(stored) : null;
        return message is not null;
    }

    /// <summary>The newest messages, or null when they go back beyond what is in memory.</summary>
    public IReadOnlyList<RoomEvent>? Newest(int count) =>
        isWhole || seqs.Count >= count ? [.. seqs.TakeLast(count).Select(seq => Today(bySeq[seq]))] : null;

    public IEnumerable<RoomEvent> Since(long seq) => seqs.SkipWhile(s => s <= seq).Select(s => Today(bySeq[s]));

    public void Apply(RoomEvent e)
    {
        if (e.Body is MessagePosted)
            Add(e);
        else if (e.Body is IMessageChange change && TryFind(change.Target, out var message))
            Replace(MessageNow.Changed(message, e));
        while (seqs.Count > RecentEvents.MostEvents || (characters > RecentEvents.MostCharacters && seqs.Count > 1))
            DropOldest();
    }

    private static RoomEvent Today(RoomEvent message) => message.Body is MessagePosted ? MessageNow.Of(message) : message;

    private void Add(RoomEvent message)
    {
        seqs.Enqueue(message.Seq);
        bySeq.Add(message.Seq, message);
        characters += message.Body.TextLength;
    }

    private void Replace(RoomEvent message)
    {
        characters += message.Body.TextLength - bySeq[message.Seq].Body.TextLength;
        bySeq[message.Seq] = message;
    }

    private void DropOldest()
    {
        bySeq.Remove(seqs.Dequeue(), out var oldest);
        characters -= oldest!.Body.TextLength;
        isWhole = false;
    }
}
