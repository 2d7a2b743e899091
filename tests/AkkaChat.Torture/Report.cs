using System.Text;
using AkkaChat.Torture.Checks;

namespace AkkaChat.Torture;

/// <summary>What is printed at the end.</summary>
internal static class Report
{
    private const int MostFindings = 10;

    public static string Table(Evidence evidence, IReadOnlyList<Finding> findings, Ledger ledger, TortureOptions options)
    {
        var table = new StringBuilder().AppendLine();
        Line(table, "acknowledged", evidence.Acknowledged);
        foreach (var kind in Enum.GetValues<FindingKind>())
            Line(table, kind.ToString().ToLowerInvariant(), findings.Count(f => f.Kind == kind));
        table.AppendLine().AppendLine("of which nothing is wrong in itself:");
        Line(table, "in the logs", evidence.Wire.Values.Sum(log => log.Count));
        Line(table, "sent in plain text", evidence.Sent.Count(s => s.Id is null));
        Line(table, "seen by all together", evidence.Witnesses.Sum(w => w.Seen.Count) + evidence.Hearings.Sum(h => h.Texts.Count));
        Line(table, "faults", ledger.Faults.Count);
        foreach (var (what, count) in ledger.Counts.OrderBy(c => c.Key, StringComparer.Ordinal))
            Line(table, what, count);
        table.AppendLine().AppendLine("seconds                faults  a room stood still   a person waited")
            .AppendLine("                                median   worst    median   worst");
        foreach (var line in ledger.Pauses.Lines(ledger.Faults))
            table.AppendLine(line);
        table.AppendLine();
        foreach (var finding in findings.Take(MostFindings))
            table.AppendLine(finding.ToString());
        if (findings.Count > MostFindings)
            table.AppendLine(FormattableString.Invariant($"and {findings.Count - MostFindings} more"));
        return table.AppendLine(FormattableString.Invariant($"seed {options.Seed}, again with:")).Append(options.Replay).ToString();
    }

    private static void Line(StringBuilder table, string what, int count) =>
        table.AppendLine(FormattableString.Invariant($"{what,-28}{count,10}"));
}
