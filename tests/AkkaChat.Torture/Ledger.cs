using System.Collections.Concurrent;
using System.Diagnostics;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Faults;

namespace AkkaChat.Torture;

/// <summary>What everybody writes down during a run. Safe from any thread.</summary>
internal sealed class Ledger
{
    private static readonly TimeSpan RefusesLonger = TimeSpan.FromSeconds(3);

    private readonly ConcurrentQueue<Ack> acks = new();
    private readonly ConcurrentQueue<Finding> findings = new();
    private readonly ConcurrentQueue<DoneFault> faults = new();
    private readonly ConcurrentDictionary<(string Room, long Seq), LogEvent> events = new();
    private readonly ConcurrentDictionary<string, string> texts = new();
    private readonly ConcurrentDictionary<string, int> counts = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long refusesUntil = long.MinValue;

    /// <summary>Since the start.</summary>
    public TimeSpan Now => clock.Elapsed;

    public Pauses Pauses { get; } = new();

    public IReadOnlyCollection<Ack> Acks => acks;

    public IReadOnlyCollection<Finding> Findings => findings;

    /// <summary>Each fault, and when it really began and ended.</summary>
    public IReadOnlyCollection<DoneFault> Faults => faults;

    public IReadOnlyDictionary<string, int> Counts => counts;

    public void Acknowledged(Ack ack) => acks.Enqueue(ack);

    public void Found(FindingKind kind, string who, string what) => findings.Enqueue(new Finding(kind, who, what));

    public void Did(DoneFault fault) => faults.Enqueue(fault);

    /// <summary>From here on requests may be answered <c>unavailable</c>.</summary>
    public void MayRefuse() => Volatile.Write(ref refusesUntil, long.MaxValue);

    /// <summary>A room that could not commit may refuse for a moment longer.</summary>
    public void RefusesNoMore() => Volatile.Write(ref refusesUntil, Environment.TickCount64 + (long)RefusesLonger.TotalMilliseconds);

    /// <summary>Whether a request of then may have been refused <c>unavailable</c>.</summary>
    /// <param name="since">Of <see cref="Environment.TickCount64"/>.</param>
    public bool MayHaveRefused(long since) => Volatile.Read(ref refusesUntil) > since;

    /// <summary>Counts what is no failure, such as a connection that ended.</summary>
    public void Count(string what) => counts.AddOrUpdate(what, 1, (_, n) => n + 1);

    /// <summary>The same object for the same event, however many see it: an hour's sightings fit into memory.</summary>
    public LogEvent Shared(string room, LogEvent e)
    {
        var first = events.GetOrAdd((room, e.Seq), e);
        return first == e ? first : e;
    }

    /// <summary>The same for a text.</summary>
    public string Shared(string text) => texts.GetOrAdd(text, text);
}
