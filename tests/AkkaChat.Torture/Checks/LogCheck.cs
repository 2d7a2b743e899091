namespace AkkaChat.Torture.Checks;

/// <summary>A log by itself: 1, 2, 3 … with no holes, everything once, and the same over the wire and in the file.</summary>
internal static class LogCheck
{
    public static IEnumerable<Finding> Check(RoomTruth room, IReadOnlyList<LogEvent> database)
    {
        var expected = 1L;
        foreach (var e in room.Log)
        {
            if (e.Seq > expected)
                yield return new Finding(FindingKind.Lost, room.Name, $"the log has no {expected} to {e.Seq - 1}");
            else if (e.Seq < expected)
                yield return new Finding(FindingKind.Doubled, room.Name, $"history tells {e.Seq} behind {expected - 1}");
            expected = e.Seq + 1;
        }
        foreach (var same in room.Log.GroupBy(e => (e.UserId, e.RequestId)).Where(g => g.Count() > 1))
            yield return new Finding(FindingKind.Doubled, room.Name, $"request {same.Key} is there as {Seqs(same)}");
        foreach (var same in room.Log.GroupBy(e => e.Text).Where(g => g.DistinctBy(e => (e.UserId, e.RequestId)).Count() > 1))
            yield return new Finding(FindingKind.Doubled, room.Name, $"the same text is there as {Seqs(same)}");
        foreach (var e in room.Log.Except(database))
            yield return new Finding(FindingKind.Different, room.Name, $"history has {e}, the database has not");
        foreach (var e in database.Except(room.Log))
            yield return new Finding(FindingKind.Different, room.Name, $"the database has {e}, history has not");
    }

    private static string Seqs(IEnumerable<LogEvent> events) => string.Join(", ", events.Select(e => e.Seq));
}
