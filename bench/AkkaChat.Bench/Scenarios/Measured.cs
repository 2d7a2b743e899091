using AkkaChat.Bench.Measuring;

namespace AkkaChat.Bench.Scenarios;

/// <summary>What a run gave.</summary>
/// <param name="Cpu">User and system time of the server within the measured window.</param>
/// <param name="P50">Microseconds from sending to delivery.</param>
/// <param name="Connects">People let in, a second of server CPU.</param>
/// <param name="MemoryAConnection">Bytes of the server, before anybody spoke.</param>
public sealed record Measured(
    long Deliveries, TimeSpan Cpu, TimeSpan Time, long P50, long P99, double Connects, double MemoryAConnection, long Memory, Faults Faults)
{
    public double PerCpuSecond => Deliveries / Math.Max(0.01, Cpu.TotalSeconds);

    /// <summary>Microseconds of server CPU.</summary>
    public double PerDelivery => Cpu.TotalMicroseconds / Math.Max(1, Deliveries);

    /// <summary>The part of one processor that the server was busy.</summary>
    public double Busy => Time > TimeSpan.Zero ? Cpu / Time : 0;

    /// <summary>The run whose headline is in the middle, with the faults of all: a fault once is a fault.</summary>
    public static Measured MiddleOf(IReadOnlyList<Measured> runs, Func<Measured, double> headline) =>
        runs.OrderBy(headline).ElementAt(runs.Count / 2) with { Faults = runs.Aggregate(new Faults(), (sum, run) => sum + run.Faults) };
}
