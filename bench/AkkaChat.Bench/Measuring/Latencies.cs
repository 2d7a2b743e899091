using System.Numerics;

namespace AkkaChat.Bench.Measuring;

/// <summary>Times from sending to delivery, in buckets of at most an eighth of their value. Each thread counts for itself.</summary>
public sealed class Latencies : IDisposable
{
    private const int PerOctave = 8, Octaves = 40;

    private readonly ThreadLocal<long[]> counts = new(() => new long[PerOctave * Octaves], trackAllValues: true);

    public void Add(long microseconds) => counts.Value![BucketOf(Math.Max(1, microseconds))]++;

    public void Clear()
    {
        foreach (var ofThread in counts.Values)
            Array.Clear(ofThread);
    }

    /// <summary>Microseconds that this part of the deliveries took at most; 0 when there were none.</summary>
    /// <param name="part">Such as 0.99.</param>
    public long Percentile(double part)
    {
        var sums = new long[PerOctave * Octaves];
        foreach (var ofThread in counts.Values)
        {
            for (var i = 0; i < sums.Length; i++)
                sums[i] += ofThread[i];
        }
        var left = (long)Math.Ceiling(sums.Sum() * part);
        for (var i = 0; i < sums.Length && left > 0; i++)
        {
            left -= sums[i];
            if (left <= 0)
                return UpperBoundOf(i);
        }
        return 0;
    }

    public void Dispose() => counts.Dispose();

    private static int BucketOf(long microseconds)
    {
        var octave = BitOperations.Log2((ulong)microseconds);
        var within = octave < 3 ? (microseconds << (3 - octave)) - 8 : (microseconds >> (octave - 3)) - 8;
        return Math.Min((octave * PerOctave) + (int)within, (PerOctave * Octaves) - 1);
    }

    private static long UpperBoundOf(int bucket)
    {
        var (octave, within) = (bucket / PerOctave, bucket % PerOctave);
        return (long)Math.Ceiling((1L << octave) * (9.0 + within) / 8);
    }
}
