namespace AkkaChat.Torture.Faults;

/// <summary>The faults of a run, made from its seed before it starts.</summary>
public static class FaultPlan
{
    /// <summary>How often each comes, in percent.</summary>
    private static readonly (FaultKind Kind, int Weight)[] Weights =
    [
        (FaultKind.Kill, 18), (FaultKind.Stop, 6), (FaultKind.Freeze, 8), (FaultKind.Lock, 6), (FaultKind.Reset, 16),
        (FaultKind.HalfClose, 8), (FaultKind.Abandon, 8), (FaultKind.Away, 8), (FaultKind.Stall, 14), (FaultKind.Flood, 8),
        (FaultKind.Clock, 8),
    ];

    /// <summary>The clock is right, or wrong by this.</summary>
    private static readonly TimeSpan MostWrong = TimeSpan.FromHours(1);

    public static IReadOnlyList<Fault> Make(TortureOptions options)
    {
        var random = new Random(options.Seed);
        var plan = new List<Fault>();
        var at = NextPause(random, options);
        while (at < TimeSpan.FromSeconds(options.Seconds))
        {
            plan.Add(Next(random, at, options.Clients));
            at += NextPause(random, options);
        }
        return plan;
    }

    // Exponential: now close together, now far apart.
    private static TimeSpan NextPause(Random random, TortureOptions options) =>
        TimeSpan.FromMilliseconds(-options.Pause * Math.Log(1 - random.NextDouble()));

    private static Fault Next(Random random, TimeSpan at, int clients)
    {
        var kind = Pick(random);
        int[] victims = kind switch
        {
            FaultKind.Kill or FaultKind.Stop or FaultKind.Freeze or FaultKind.Lock or FaultKind.Clock => [],
            FaultKind.Reset => Some(random, clients, most: random.Next(4) == 0 ? clients : 3),
            FaultKind.Flood => Some(random, clients, most: 1),
            _ => Some(random, clients, most: 4),
        };
        var lasting = kind switch
        {
            FaultKind.Kill or FaultKind.Stop => random.Next(0, 500),
            FaultKind.Freeze => random.Next(200, 3_000),
            FaultKind.Lock => random.Next(200, 5_000),
            FaultKind.Clock => random.Next(-1, 2) * (int)MostWrong.TotalMilliseconds,
            FaultKind.Away or FaultKind.Stall => random.Next(1_000, 8_000),
            _ => 0,
        };
        return new Fault(at, kind, victims, TimeSpan.FromMilliseconds(lasting));
    }

    private static FaultKind Pick(Random random)
    {
        var left = random.Next(Weights.Sum(w => w.Weight));
        return Weights.First(w => (left -= w.Weight) < 0).Kind;
    }

    private static int[] Some(Random random, int clients, int most)
    {
        var all = Enumerable.Range(0, clients).ToArray();
        random.Shuffle(all);
        return [.. all.Take(most == clients ? clients : random.Next(1, most + 1))];
    }
}
