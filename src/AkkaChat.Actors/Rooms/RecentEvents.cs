using System.Diagnostics.CodeAnalysis;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>A room's newest events, kept in memory so that joins and repeats seldom need the database. Bounded by number and by size.</summary>
public sealed class RecentEvents(long head)
{
    public const int MostEvents = 200;
    public const int MostCharacters = 64 * 1024;

    private readonly Queue<RoomEvent> events = new();
    private readonly Dictionary<(UserId, ClientMessageId), RoomEvent> byRequest = [];
    private int characters;

    /// <summary>Every event after this seq is here.</summary>
    public long After { get; private set; } = head;

    public IEnumerable<RoomEvent> All => events;

    public void Add(RoomEvent e)
    {
        if (events.Count == 0)
            After = e.Seq - 1;
        events.Enqueue(e);
        byRequest[(e.By.Id, e.Id)] = e;
        characters += e.Body.TextLength;
        while (events.Count > MostEvents || (characters > MostCharacters && events.Count > 1))
            DropOldest();
    }

    public bool TryFind(UserId user, ClientMessageId id, [NotNullWhen(true)] out RoomEvent? found) =>
        byRequest.TryGetValue((user, id), out found);

    public IReadOnlyList<RoomEvent> Since(long seq, int limit) =>
        [.. events.Skip((int)Math.Max(0, seq - After)).Take(limit)];

    /// <summary>Takes the words of a deleted message, and of its edits, out of memory.</summary>
    public void Erase(long target)
    {
        for (var i = events.Count; i > 0; i--)
        {
            var e = Erased(events.Dequeue(), target);
            events.Enqueue(e);
            byRequest[(e.By.Id, e.Id)] = e;
        }
    }

    private void DropOldest()
    {
        var oldest = events.Dequeue();
        After = oldest.Seq;
        byRequest.Remove((oldest.By.Id, oldest.Id));
        characters -= oldest.Body.TextLength;
    }

    private RoomEvent Erased(RoomEvent e, long target)
    {
        EventBody? without = e.Body switch
        {
            MessagePosted posted when e.Seq == target => posted with { Text = null },
            MessageEdited edited when edited.Target == target => edited with { Text = null },
            _ => null,
        };
        if (without is null)
            return e;
        characters -= e.Body.TextLength;
        return e with { Body = without };
    }
}
