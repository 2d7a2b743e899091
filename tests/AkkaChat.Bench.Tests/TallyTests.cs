using AkkaChat.Bench.Measuring;

namespace AkkaChat.Bench.Tests;

/// <summary>A bench that does not see what is wrong says nothing about speed.</summary>
public class TallyTests
{
    [Fact]
    public void Each_once_and_in_turn_is_no_fault() => Assert.Equal((0, 0, 0), FaultsIn([0, 1, 2, 3], sent: 4));

    [Fact]
    public void What_never_came_is_lost_wherever_it_stood()
    {
        Assert.Equal((1, 0, 0), FaultsIn([1, 2], sent: 3));
        Assert.Equal((2, 0, 0), FaultsIn([0, 3], sent: 4));
        Assert.Equal((2, 0, 0), FaultsIn([0, 1], sent: 4));
        Assert.Equal((4, 0, 0), FaultsIn([], sent: 4));
    }

    [Fact]
    public void What_came_twice_is_doubled() => Assert.Equal((0, 2, 0), FaultsIn([0, 1, 1, 2, 0], sent: 3));

    [Fact]
    public void What_came_late_is_out_of_order_and_not_lost() => Assert.Equal((0, 0, 2), FaultsIn([2, 0, 1, 3], sent: 4));

    [Fact]
    public void What_came_late_and_again_is_both() => Assert.Equal((0, 1, 1), FaultsIn([1, 0, 0], sent: 2));

    private static (int Lost, int Doubled, int Reordered) FaultsIn(int[] came, int sent)
    {
        var tally = new Tally();
        foreach (var number in came)
            tally.Add(number);
        return (tally.LostOf(sent), tally.Doubled, tally.Reordered);
    }
}
