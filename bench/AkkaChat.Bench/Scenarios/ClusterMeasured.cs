using AkkaChat.Bench.Measuring;

namespace AkkaChat.Bench.Scenarios;

/// <summary>What a run with one room on several nodes gave. Each node delivers an equal part.</summary>
/// <param name="Nodes">CPU of each node within the measured window, user and system; the node where the room lives comes first.</param>
/// <param name="Postgres">CPU of PostgreSQL; zero where there is none.</param>
/// <param name="BytesBetweenNodes">That the nodes sent each other over TCP, whatever for.</param>
/// <param name="BytesAtRest">The same in an equal time before anybody spoke: heartbeats and gossip.</param>
/// <param name="P99">Microseconds from sending to delivery.</param>
public sealed record ClusterMeasured(
    int Members, long Deliveries, TimeSpan Time, IReadOnlyList<TimeSpan> Nodes, TimeSpan Postgres, long BytesBetweenNodes, double BytesAtRest, long P99, Faults Faults)
{
    public double Messages => (double)Deliveries / Members;

    public double PerSecond => Deliveries / Time.TotalSeconds;

    /// <summary>Microseconds of CPU, all nodes together.</summary>
    public double PerDelivery => Nodes.Sum(cpu => cpu.TotalMicroseconds) / Deliveries;

    /// <summary>Microseconds of CPU of the room's node for each of its own deliveries: the room is its work too.</summary>
    public double RoomsNodePerDelivery => PerOwnDelivery(Nodes[0]);

    /// <summary>Microseconds of CPU of another node for each of its own deliveries; not a number where there is none.</summary>
    public double OtherNodePerDelivery => Nodes.Count > 1 ? Nodes.Skip(1).Average(PerOwnDelivery) : double.NaN;

    /// <summary>Microseconds of PostgreSQL's CPU.</summary>
    public double PostgresPerMessage => Postgres.TotalMicroseconds / Messages;

    /// <summary>Beyond what the nodes say at rest.</summary>
    public double BytesPerMessage => (BytesBetweenNodes - BytesAtRest) / Messages;

    public double BytesPerDelivery => (BytesBetweenNodes - BytesAtRest) / Deliveries;

    /// <summary>The run whose cost is in the middle, with the faults of all.</summary>
    public static ClusterMeasured MiddleOf(IReadOnlyList<ClusterMeasured> runs) =>
        runs.OrderBy(run => run.PerDelivery).ElementAt(runs.Count / 2) with { Faults = runs.Aggregate(new Faults(), (sum, run) => sum + run.Faults) };

    private double PerOwnDelivery(TimeSpan cpu) => cpu.TotalMicroseconds * Nodes.Count / Deliveries;
}
