namespace AkkaChat.Torture.Checks;

/// <summary>Compares what was promised with what is: no I/O, no clock.</summary>
public static class Checker
{
    public static IReadOnlyList<Finding> Check(Evidence evidence)
    {
        var findings = new List<Finding>();
        foreach (var (name, log) in evidence.Wire)
        {
            var room = new RoomTruth(name, log);
            findings.AddRange(LogCheck.Check(room, evidence.Database.GetValueOrDefault(name, [])));
            findings.AddRange(SenderCheck.Check(
                room, [.. evidence.Sent.Where(s => s.Room == name)], [.. evidence.Acks.Where(a => a.Room == name)]));
            findings.AddRange(evidence.Witnesses.Where(w => w.Room == name).SelectMany(w => ReaderCheck.Check(room, w)));
            findings.AddRange(evidence.Hearings.Where(h => h.Room == name).SelectMany(h => ReaderCheck.Check(room, h)));
        }
        return findings;
    }
}
