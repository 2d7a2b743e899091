using AkkaChat.Torture.Faults;

namespace AkkaChat.Torture;

/// <summary>
/// How long rooms stood still (nobody was told anything new, although people write all the time) and how long a person waited for an
/// answer, around each kind of fault. Safe from any thread.
/// </summary>
internal sealed class Pauses
{
    /// <summary>From here on somebody may notice.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(200);

    /// <summary>What begins so soon after a fault has ended may come of it.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(1);

    private sealed record Pause(TimeSpan From, TimeSpan To)
    {
        public TimeSpan Length => To - From;
    }

    private readonly Lock gate = new();
    private readonly Dictionary<string, TimeSpan> lastMoved = [];
    private readonly List<Pause> rooms = [], people = [];

    /// <summary>Something new is in the room.</summary>
    public void Moved(string room, TimeSpan now)
    {
        lock (gate)
        {
            if (lastMoved.TryGetValue(room, out var last))
                Keep(rooms, new Pause(last, now));
            lastMoved[room] = now;
        }
    }

    /// <summary>Somebody's message was answered.</summary>
    public void Answered(TimeSpan sent, TimeSpan now)
    {
        lock (gate)
            Keep(people, new Pause(sent, now));
    }

    /// <summary>A line for each kind of fault to servers that was done, in seconds.</summary>
    public IEnumerable<string> Lines(IReadOnlyCollection<DoneFault> faults)
    {
        var toServers = faults.Where(f => !FaultRunner.IsToClients(f.Fault.Kind)).ToList();
        lock (gate)
        {
            var (ofRooms, ofPeople) = (WorstOf(rooms, toServers), WorstOf(people, toServers));
            return [.. toServers.GroupBy(f => f.Fault.Kind).OrderBy(g => g.Key).Select(g => FormattableString.Invariant(
                $"{g.Key,-14}{g.Count(),8}{Statistics([.. g.Select(f => ofRooms[f])])}{Statistics([.. g.Select(f => ofPeople[f])])}"))];
        }
    }

    private static void Keep(List<Pause> pauses, Pause pause)
    {
        if (pause.Length >= Noticeable)
            pauses.Add(pause);
    }

    private static Dictionary<DoneFault, double> WorstOf(List<Pause> pauses, List<DoneFault> faults)
    {
        var worst = faults.ToDictionary(f => f, _ => 0.0);
        foreach (var pause in pauses)
        {
            if (faults.FirstOrDefault(f => f.Began <= pause.To && pause.From <= f.Ended + Aftermath) is { } cause)
                worst[cause] = Math.Max(worst[cause], pause.Length.TotalSeconds);
        }
        return worst;
    }

    private static string Statistics(List<double> worst)
    {
        worst.Sort();
        return FormattableString.Invariant($"{worst[worst.Count / 2],10:F1}{worst[^1],8:F1}");
    }
}
