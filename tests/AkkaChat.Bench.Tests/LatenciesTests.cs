using AkkaChat.Bench.Measuring;

namespace AkkaChat.Bench.Tests;

public class LatenciesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(12_345)]
    [InlineData(60_000_000)]
    public void A_percentile_is_at_most_an_eighth_above_the_truth(long microseconds)
    {
        using var latencies = new Latencies();
        latencies.Add(microseconds);
        Assert.InRange(latencies.Percentile(0.99), microseconds, Math.Ceiling(microseconds * 9 / 8.0) + 1);
    }

    [Fact]
    public void The_slowest_hundredth_shows_in_the_99th_percentile_and_not_in_the_median()
    {
        using var latencies = new Latencies();
        for (var i = 0; i < 980; i++)
            latencies.Add(100);
        for (var i = 0; i < 20; i++)
            latencies.Add(100_000);
        Assert.InRange(latencies.Percentile(0.5), 100, 113);
        Assert.InRange(latencies.Percentile(0.99), 100_000, 112_501);
    }

    [Fact]
    public void What_was_before_the_window_does_not_count()
    {
        using var latencies = new Latencies();
        latencies.Add(1_000_000);
        latencies.Clear();
        Assert.Equal(0, latencies.Percentile(0.99));
    }
}
