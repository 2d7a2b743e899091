namespace AkkaChat.Actors;

/// <summary>
/// How often somebody may do something (docs/protocol.md, Limits): a token bucket, kept as the one moment at which it will be full again
/// (the "generic cell rate algorithm" of ITU-T I.371). Safe to use from several threads.
/// </summary>
public sealed class Allowance(double perSecond, int burst, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly TimeSpan interval = perSecond > 0 ? TimeSpan.FromSeconds(1 / perSecond) : TimeSpan.Zero;
    private readonly long start = time.GetTimestamp();
    private TimeSpan fullAt;
    private int sharers = 1;

    /// <summary>Nothing was spent that has not come back.</summary>
    public bool IsWhole
    {
        get
        {
            lock (gate)
                return fullAt <= time.GetElapsedTime(start);
        }
    }

    /// <summary>Among how many it is divided: here is one part of the rate and of the burst, but never less than one at a time.</summary>
    public int Sharers
    {
        get
        {
            lock (gate)
                return sharers;
        }
        set
        {
            lock (gate)
                sharers = value;
        }
    }

    /// <summary>Takes this many and returns zero, or takes nothing and returns how long until they are there.</summary>
    public TimeSpan TryTake(int count = 1)
    {
        if (interval == TimeSpan.Zero)
            return TimeSpan.Zero;
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            var afterThis = (fullAt > now ? fullAt : now) + (interval * sharers * count);
            var wait = afterThis - now - (interval * Math.Max(burst, sharers));
            if (wait > TimeSpan.Zero)
                return wait;
            fullAt = afterThis;
            return TimeSpan.Zero;
        }
    }
}
