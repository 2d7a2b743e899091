using Microsoft.Extensions.Time.Testing;

namespace AkkaChat.Actors.Tests;

public class AllowanceTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_burst_is_allowed_and_then_one_at_a_time()
    {
        var sends = new Allowance(perSecond: 1, burst: 20, time);
        for (var i = 0; i < 20; i++)
            Assert.Equal(TimeSpan.Zero, sends.TryTake());
        Assert.Equal(TimeSpan.FromSeconds(1), sends.TryTake());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, sends.TryTake());
        Assert.NotEqual(TimeSpan.Zero, sends.TryTake());
    }

    [Fact]
    public void Waiting_long_gives_one_burst_back_and_no_more()
    {
        var sends = new Allowance(perSecond: 1, burst: 3, time);
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => sends.TryTake() == TimeSpan.Zero));
        Assert.False(sends.IsWhole);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(sends.IsWhole);
    }

    [Fact]
    public void Divided_among_several_each_has_a_part_of_the_burst_and_of_the_rate()
    {
        var sends = new Allowance(perSecond: 1, burst: 20, time) { Sharers = 3 };
        Assert.Equal(6, Enumerable.Range(0, 100).Count(_ => sends.TryTake() == TimeSpan.Zero));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(6, Enumerable.Range(0, 100).Count(_ => sends.TryTake() == TimeSpan.Zero));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(3, Enumerable.Range(0, 100).Count(_ => sends.TryTake() == TimeSpan.Zero));
    }

    [Fact]
    public void Divided_among_more_than_the_burst_holds_each_may_still_do_one_at_a_time()
    {
        var sends = new Allowance(perSecond: 1, burst: 1, time) { Sharers = 3 };
        Assert.Equal(TimeSpan.Zero, sends.TryTake());
        Assert.Equal(TimeSpan.FromSeconds(3), sends.TryTake());
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.Zero, sends.TryTake());
    }

    [Fact]
    public void Several_are_taken_together_or_not_at_all()
    {
        var talk = new Allowance(perSecond: 10, burst: 100, time);
        Assert.Equal(TimeSpan.Zero, talk.TryTake(99));
        Assert.Equal(TimeSpan.FromSeconds(0.1), talk.TryTake(2));
        Assert.Equal(TimeSpan.Zero, talk.TryTake(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(TimeSpan.Zero, talk.TryTake(11));
        Assert.Equal(TimeSpan.Zero, talk.TryTake(10));
    }

    [Fact]
    public void Zero_turns_the_limit_off()
    {
        var sends = new Allowance(perSecond: 0, burst: 1, time);
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.Equal(TimeSpan.Zero, sends.TryTake()));
    }
}
