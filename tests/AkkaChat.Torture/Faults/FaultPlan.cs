namespace AkkaChat.Torture.Faults;

/// <summary>The faults of a run, made from its seed before it starts.</summary>
public static class FaultPlan
{
    /// <summary>How often each comes to one server, in percent.</summary>
    private static readonly (FaultKind Kind, int Weight)[] OfOneServer =
    [
        (FaultKind.Kill, 18), (FaultKind.Stop, 6), (FaultKind.Freeze, 8), (FaultKind.Lock, 6), (FaultKind.Reset, 16),
        (FaultKind.HalfClose, 8), (FaultKind.Abandon, 8), (FaultKind.Away, 8), (FaultKind.Stall, 14), (FaultKind.Flood, 8),
        (FaultKind.Clock, 8),
    ];

    /// <summary>And to a cluster.</summary>
    private static readonly (FaultKind Kind, int Weight)[] OfNodes =
    [
        (FaultKind.Kill, 18), (FaultKind.Stop, 8), (FaultKind.Roll, 6), (FaultKind.Freeze, 8), (FaultKind.CutOff, 10), (FaultKind.Split, 10),
        (FaultKind.DatabaseHangs, 4), (FaultKind.DatabaseAway, 6), (FaultKind.Reset, 8), (FaultKind.HalfClose, 4), (FaultKind.Abandon, 4),
        (FaultKind.Away, 4), (FaultKind.Stall, 6), (FaultKind.Flood, 4),
    ];

    /// <summary>The clock is right, or wrong by this.</summary>
    private static readonly TimeSpan MostWrong = TimeSpan.FromHours(1);

    /// <summary>Milliseconds that a database is away at most. In a short run it must not be all there is.</summary>
    private const int MostAway = 35_000, ShareOfRun = 8;

    public static IReadOnlyList<Fault> Make(TortureOptions options)
    {
        var random = new Random(options.Seed);
        var plan = new List<Fault>();
        var time = TimeSpan.Zero;
        while (time < TimeSpan.FromSeconds(options.Seconds))
        {
            plan.Add(Next(random, options));
            time += plan[^1].Pause;
        }
        return plan;
    }

    // Exponential: now close together, now far apart.
    private static TimeSpan NextPause(Random random, TortureOptions options) =>
        TimeSpan.FromMilliseconds(-options.Pause * Math.Log(1 - random.NextDouble()));

    private static Fault Next(Random random, TortureOptions options)
    {
        var pause = NextPause(random, options);
        var kind = Pick(random, options.IsCluster ? OfNodes : OfOneServer);
        int[] victims = kind switch
        {
            FaultKind.Lock or FaultKind.Clock or FaultKind.DatabaseHangs or FaultKind.DatabaseAway => [],
            FaultKind.Roll => Some(random, options.Nodes, most: options.Nodes),
            FaultKind.Kill or FaultKind.Stop or FaultKind.Freeze or FaultKind.CutOff or FaultKind.Split => Some(random, options.Nodes, most: 1),
            FaultKind.Reset => Some(random, options.Clients, most: random.Next(4) == 0 ? options.Clients : 3),
            FaultKind.Flood => Some(random, options.Clients, most: 1),
            _ => Some(random, options.Clients, most: 4),
        };
        var lasting = kind switch
        {
            FaultKind.Kill or FaultKind.Stop => random.Next(0, 500),
            FaultKind.Freeze => random.Next(200, options.IsCluster ? 12_000 : 3_000), // A node that is put out meanwhile, or not.
            FaultKind.CutOff or FaultKind.Split => random.Next(500, 15_000),
            FaultKind.Lock or FaultKind.DatabaseHangs => random.Next(200, 5_000),
            FaultKind.DatabaseAway => random.Next(0, Math.Min(MostAway, options.Seconds * 1_000 / ShareOfRun)),
            FaultKind.Clock => random.Next(-1, 2) * (int)MostWrong.TotalMilliseconds,
            FaultKind.Away or FaultKind.Stall => random.Next(1_000, 8_000),
            _ => 0,
        };
        return new Fault(pause, kind, victims, TimeSpan.FromMilliseconds(lasting));
    }

    private static FaultKind Pick(Random random, (FaultKind Kind, int Weight)[] weights)
    {
        var left = random.Next(weights.Sum(w => w.Weight));
        return weights.First(w => (left -= w.Weight) < 0).Kind;
    }

    private static int[] Some(Random random, int of, int most)
    {
        var all = Enumerable.Range(0, of).ToArray();
        random.Shuffle(all);
        return [.. all.Take(most == of ? of : random.Next(1, most + 1))];
    }
}
