using System.Globalization;

namespace AkkaChat.Bench.Measuring;

/// <summary>What a server did wrong in a run. Foreign is a message of another room.</summary>
public readonly record struct Faults(long Lost, long Doubled, long Reordered, long Foreign, long Closed)
{
    public static Faults operator +(Faults a, Faults b) =>
        new(a.Lost + b.Lost, a.Doubled + b.Doubled, a.Reordered + b.Reordered, a.Foreign + b.Foreign, a.Closed + b.Closed);

    /// <summary>In words; empty when there were none.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        (Lost, "lost"), (Doubled, "doubled"), (Reordered, "reordered"), (Foreign, "foreign"), (Closed, "closed early"),
    }.Where(f => f.Item1 > 0).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Item1} {f.Item2}")));
}
