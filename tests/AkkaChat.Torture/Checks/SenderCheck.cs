namespace AkkaChat.Torture.Checks;

/// <summary>What was acknowledged is there, once, verbatim and in order (docs/protocol.md, promises 2 to 4), and nothing else.</summary>
internal static class SenderCheck
{
    public static IEnumerable<Finding> Check(RoomTruth room, IReadOnlyList<SentMessage> sent, IReadOnlyList<Ack> acks) =>
    [
        .. acks.Distinct().SelectMany(ack => CheckAck(room, ack)),
        .. acks.GroupBy(a => (a.UserId, a.Id)).SelectMany(CheckSameAnswer),
        .. sent.GroupBy(s => s.Sender).SelectMany(s => CheckOrder(room, [.. s.OrderBy(m => m.Number)])),
        .. sent.Where(s => s.Id is null).GroupBy(s => s.Sender).SelectMany(s => CheckNoHole(room, [.. s.OrderBy(m => m.Number)])),
        .. sent.Where(s => s.Id is not null).SelectMany(s => CheckVerbatim(room, s)),
        .. CheckNothingInvented(room, sent),
    ];

    private static LogEvent? Find(RoomTruth room, SentMessage sent) =>
        sent.Id is null ? room.WithText(sent.Text) : sent.UserId is null ? null : room.Of(sent.UserId, sent.Id);

    private static IEnumerable<Finding> CheckAck(RoomTruth room, Ack ack)
    {
        var stored = room.Of(ack.UserId, ack.Id);
        if (stored is null)
            yield return new Finding(FindingKind.Lost, ack.Sender, $"{ack} is not in the log");
        else if (stored.Seq != ack.Seq || stored.At != ack.At)
            yield return new Finding(FindingKind.Different, ack.Sender, $"{ack} is in the log as {stored}");
    }

    private static IEnumerable<Finding> CheckSameAnswer(IGrouping<(string, string Id), Ack> acks)
    {
        if (acks.Select(a => a.Seq).Distinct().Count() > 1)
            yield return new Finding(
                FindingKind.Doubled, acks.First().Sender, $"{acks.Key.Id} was acknowledged as {string.Join(", ", acks.Select(a => a.Seq))}");
    }

    private static IEnumerable<Finding> CheckOrder(RoomTruth room, IReadOnlyList<SentMessage> sent)
    {
        var last = 0L;
        foreach (var message in sent.Where(m => !m.WasRefused))
        {
            if (Find(room, message) is not { } stored)
                continue;
            if (stored.Seq < last)
                yield return new Finding(
                    FindingKind.Reordered, message.Sender, $"number {message.Number} is {stored.Seq}, an earlier one {last}");
            last = Math.Max(last, stored.Seq);
        }
    }

    // Plain text is not acknowledged; but of what one connection sent in order, nothing in the middle is dropped.
    private static IEnumerable<Finding> CheckNoHole(RoomTruth room, IReadOnlyList<SentMessage> sent)
    {
        var last = sent.LastOrDefault(m => Find(room, m) is not null);
        return sent.TakeWhile(m => m != last && last is not null).Where(m => Find(room, m) is null)
            .Select(m => new Finding(FindingKind.Lost, m.Sender, $"number {m.Number} is not in the log, number {last!.Number} is"));
    }

    private static IEnumerable<Finding> CheckVerbatim(RoomTruth room, SentMessage sent)
    {
        if (Find(room, sent) is { } stored && stored.Text != sent.Text)
            yield return new Finding(FindingKind.Different, sent.Sender, $"{sent} is in the log as {stored}");
    }

    private static IEnumerable<Finding> CheckNothingInvented(RoomTruth room, IReadOnlyList<SentMessage> sent)
    {
        var texts = sent.Where(s => s.Id is null).Select(s => s.Text).ToHashSet();
        var requests = sent.Where(s => s.Id is not null).Select(s => (s.UserId, s.Id)).ToHashSet();
        return room.Log.Where(e => !requests.Contains((e.UserId, e.RequestId)) && !texts.Contains(e.Text))
            .Select(e => new Finding(FindingKind.Different, room.Name, $"nobody sent {e}"));
    }
}
