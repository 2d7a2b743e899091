using AkkaChat.Bench.Measuring;
using AkkaChat.Bench.Scenarios;

namespace AkkaChat.Bench.Tests;

public class ClusterMeasuredTests
{
    private static readonly ClusterMeasured Run = new(
        Members: 300,
        Deliveries: 30_000,
        Time: TimeSpan.FromSeconds(2),
        Nodes: [TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)],
        Postgres: TimeSpan.FromMilliseconds(5),
        BytesBetweenNodes: 64_000,
        BytesAtRest: 4_000,
        P99: 0,
        new Faults());

    [Fact]
    public void Each_node_is_charged_for_the_deliveries_that_are_its_own()
    {
        Assert.Equal(70_000.0 / 30_000, Run.PerDelivery);
        Assert.Equal(4, Run.RoomsNodePerDelivery);
        Assert.Equal(1.5, Run.OtherNodePerDelivery);
        Assert.True(double.IsNaN((Run with { Nodes = [TimeSpan.Zero] }).OtherNodePerDelivery));
    }

    [Fact]
    public void A_message_is_charged_for_what_the_nodes_say_beyond_what_they_say_at_rest()
    {
        Assert.Equal((100, 600, 2), (Run.Messages, Run.BytesPerMessage, Run.BytesPerDelivery));
        Assert.Equal(50, Run.PostgresPerMessage);
    }

    [Fact]
    public void The_run_in_the_middle_has_the_faults_of_all()
    {
        var (cheap, dear) = (Run with { Nodes = [TimeSpan.Zero] }, Run with { Nodes = [TimeSpan.FromSeconds(1)], Faults = new Faults(Lost: 1, 0, 0, 0, 0) });
        Assert.Equal(Run with { Faults = dear.Faults }, ClusterMeasured.MiddleOf([dear, cheap, Run]));
    }
}
