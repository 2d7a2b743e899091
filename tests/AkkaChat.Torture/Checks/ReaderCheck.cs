namespace AkkaChat.Torture.Checks;

/// <summary>What a client saw is the log, from its first position on, in order, each once (docs/protocol.md, promises 1 and 5).</summary>
internal static class ReaderCheck
{
    public static IEnumerable<Finding> Check(RoomTruth room, Witness witness)
    {
        foreach (var seen in witness.Seen)
        {
            var stored = room.At(seen.Seq);
            if (stored is null)
                yield return new Finding(FindingKind.Lost, witness.Client, $"{room.Name}: saw {seen}, which the log has not");
            else if (stored != seen)
                yield return new Finding(FindingKind.Different, witness.Client, $"{room.Name}: saw {seen}, the log has {stored}");
        }
        foreach (var finding in CheckOrder(witness.Client, room.Name, [witness.After, .. witness.Seen.Select(e => e.Seq)]))
            yield return finding;
        var last = witness.Seen.Count > 0 ? witness.Seen[^1].Seq : witness.After;
        if (witness.IsLast && last < room.Head)
            yield return new Finding(FindingKind.Lost, witness.Client, $"{room.Name}: saw up to {last} of {room.Head}");
    }

    public static IEnumerable<Finding> Check(RoomTruth room, Hearing hearing)
    {
        var who = $"{hearing.Client}.{hearing.Connection}";
        var seqs = new List<long>();
        foreach (var text in hearing.Texts)
        {
            if (room.WithText(text) is { } stored)
                seqs.Add(stored.Seq);
            else
                yield return new Finding(FindingKind.Different, who, $"{room.Name}: heard what the log has not: {text}");
        }
        foreach (var finding in CheckOrder(who, room.Name, seqs))
            yield return finding;
    }

    private static IEnumerable<Finding> CheckOrder(string who, string room, List<long> seqs)
    {
        var all = seqs.ToHashSet();
        var known = new HashSet<long>(seqs.Take(1));
        for (var i = 1; i < seqs.Count; i++)
        {
            var (last, seq) = (seqs[i - 1], seqs[i]);
            if (!known.Add(seq))
                yield return new Finding(FindingKind.Doubled, who, $"{room}: {seq} came again, behind {last}");
            else if (seq < last)
                yield return new Finding(FindingKind.Reordered, who, $"{room}: {seq} came behind {last}");
            else if (!all.Contains(seq - 1))
                yield return new Finding(FindingKind.Lost, who, $"{room}: {seq} came behind {last}");
        }
    }
}
