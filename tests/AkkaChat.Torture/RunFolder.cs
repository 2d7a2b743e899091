using System.Text.Encodings.Web;
using System.Text.Json;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Subjects;

namespace AkkaChat.Torture;

/// <summary>Writes down what is needed to understand a run, most of all one that went wrong.</summary>
internal static class RunFolder
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The folder.</returns>
    public static string Write(
        TortureOptions options, Subject subject, Ledger ledger, Evidence evidence, IReadOnlyList<Finding> findings)
    {
        var folder = options.Log is { } log
            ? Directory.CreateDirectory(log).FullName
            : Directory.CreateTempSubdirectory(FormattableString.Invariant($"akkachat-torture-{options.Seed}-")).FullName;
        File.WriteAllText(Path.Combine(folder, "replay.txt"), options.Replay + "\n");
        File.WriteAllLines(Path.Combine(folder, "findings.txt"), findings.Select(f => f.ToString()));
        File.WriteAllLines(Path.Combine(folder, "faults.txt"), ledger.Faults.Select(f => f.ToString()));
        subject.WriteTo(folder);
        foreach (var (room, events) in evidence.Wire)
            Lines(folder, $"history-{room}", events);
        foreach (var client in findings.Select(f => f.Who.Split('.')[0]).ToHashSet())
            WriteClient(folder, client, evidence);
        return folder;
    }

    private static void WriteClient(string folder, string client, Evidence evidence)
    {
        Lines(folder, $"{client}-sent", evidence.Sent.Where(s => s.Sender.Split('.')[0] == client));
        Lines(folder, $"{client}-acknowledged", evidence.Acks.Where(a => a.Sender == client));
        foreach (var room in evidence.Witnesses.Where(w => w.Client == client).GroupBy(w => w.Room))
            Lines(folder, $"{client}-saw-{room.Key}", room.SelectMany(w => w.Seen));
        foreach (var hearing in evidence.Hearings.Where(h => h.Client == client))
            Lines(folder, FormattableString.Invariant($"{client}.{hearing.Connection}-heard-{hearing.Room}"), hearing.Texts);
    }

    private static void Lines<T>(string folder, string name, IEnumerable<T> lines)
    {
        var all = lines.Select(line => JsonSerializer.Serialize(line, Json)).ToList();
        if (all.Count > 0)
            File.WriteAllLines(Path.Combine(folder, $"{name}.jsonl"), all);
    }
}
