using AkkaChat.Torture.Checks;

namespace AkkaChat.Torture.Clients;

/// <summary>What a client has of one room, by the client's rule (docs/protocol.md, promise 6), and what is wrong on the way.</summary>
internal sealed class RoomView(string client, string room, Ledger ledger)
{
    private const int MostBehind = 5_000;

    private readonly List<(long After, List<LogEvent> Seen)> stretches = [];

    public string? Epoch { get; private set; }

    /// <summary>The seq up to which it has everything.</summary>
    public long Last { get; private set; }

    /// <summary>Told by the server that nothing is missing, on this connection: from here on each event follows the one before.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Told that more is missing: nothing comes live until it has joined again.</summary>
    public bool HasMore { get; private set; }

    /// <summary>A join is not answered yet.</summary>
    public bool IsJoining { get; set; }

    public IEnumerable<Witness> Witnesses =>
        stretches.Select((s, i) => new Witness(client, room, s.After, IsLast: i == stretches.Count - 1, s.Seen));

    public void TakeSnapshot(string epoch, long head, IReadOnlyList<LogEvent> events)
    {
        if (Epoch is not null && head - Last <= MostBehind)
            Found(FindingKind.Broken, $"got a snapshot at {head}, only {head - Last} behind");
        CheckEpoch(epoch);
        stretches.Add((events.Count > 0 ? events[0].Seq - 1 : head, []));
        Last = stretches[^1].After;
        foreach (var e in events)
            Apply(e);
        if (Last != head)
            Found(FindingKind.Lost, $"a snapshot at {head} ends with {Last}");
        (IsLive, HasMore) = (true, false);
    }

    /// <summary>Nothing is known of what the server will tell: on another connection, or when a join got no answer.</summary>
    public void Forget() => IsLive = HasMore = IsJoining = false;

    /// <param name="after">What was asked for.</param>
    public void TakeDelta(string epoch, long head, long after, IReadOnlyList<LogEvent> events, bool hasMore)
    {
        CheckEpoch(epoch);
        var expected = after + 1;
        foreach (var e in events)
        {
            if (e.Seq != expected)
                Found(e.Seq > expected ? FindingKind.Lost : FindingKind.Doubled, $"a delta has {e.Seq} where {expected} belongs");
            expected = e.Seq + 1;
            if (e.Seq == Last + 1)
                Apply(e);
        }
        if (hasMore ? expected - 1 >= head || events.Count == 0 : expected - 1 != head)
            Found(FindingKind.Lost, $"a delta ends with {expected - 1} of {head}, hasMore {hasMore}");
        (IsLive, HasMore) = (!hasMore, hasMore);
    }

    /// <summary>False when something before it is missing: it is time to join again.</summary>
    public bool TakeLive(LogEvent e)
    {
        if (HasMore)
            Found(FindingKind.Broken, $"{e.Seq} came live although more is missing behind {Last}");
        if (e.Seq == Last + 1)
        {
            Apply(e);
            return true;
        }
        if (IsLive)
            Found(e.Seq <= Last ? FindingKind.Doubled : FindingKind.Lost, $"{e.Seq} came live behind {Last}");
        return e.Seq <= Last;
    }

    private void Apply(LogEvent e)
    {
        if (e.Seq != Last + 1)
            Found(FindingKind.Lost, $"a snapshot has {e.Seq} behind {Last}");
        stretches[^1].Seen.Add(ledger.Shared(room, e));
        Last = e.Seq;
    }

    private void CheckEpoch(string epoch)
    {
        if (Epoch is not null && Epoch != epoch)
            Found(FindingKind.Different, $"epoch {Epoch} became {epoch}");
        Epoch = epoch;
    }

    private void Found(FindingKind kind, string what) => ledger.Found(kind, client, $"{room}: {what}");
}
