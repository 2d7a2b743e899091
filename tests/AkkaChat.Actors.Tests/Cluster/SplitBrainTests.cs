using AkkaChat.Actors.Cluster;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>Two clusters over one database become one: the smaller one's nodes put themselves out.</summary>
public class SplitBrainTests
{
    private readonly FakeNodeRegister register = new();

    [Fact]
    public async Task The_smaller_of_two_clusters_ends_and_the_larger_one_goes_on()
    {
        await using var smaller = await TestCluster.StartAsync(nodes: 1, register: register);
        await using var larger = await TestCluster.StartAsync(nodes: 2, register: register);
        await TestCluster.EventuallyAsync(() => smaller.Nodes[0].WasPutOut, "the smaller one is out");
        await AllLookAsync(nodes: 2);
        Assert.All(larger.Nodes, node => Assert.Equal(2, node.UpMembers));
    }

    [Fact]
    public async Task Of_two_of_a_size_one_ends_and_the_other_goes_on()
    {
        await using var one = await TestCluster.StartAsync(nodes: 2, register: register);
        await using var other = await TestCluster.StartAsync(nodes: 2, register: register);
        TestCluster[] both = [one, other];
        await TestCluster.EventuallyAsync(() => both.Any(cluster => cluster.Nodes.All(node => node.WasPutOut)), "one is out");
        await AllLookAsync(nodes: 2);
        Assert.Single(both, cluster => cluster.Nodes.All(node => node.IsRunning && node.UpMembers == 2));
    }

    [Fact]
    public async Task Whom_a_larger_cluster_knows_stays_and_so_does_who_is_only_told_of_a_smaller_one()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2, register: register);
        await TestCluster.EventuallyAsync(() => register.Nodes.Count == 2, "both have looked");
        string[] known = [.. register.Nodes];
        await AllLookAsync(nodes: 2, () =>
        {
            register.Write(new NodeView("1", ["1", "2", "3", .. known], ["1", "2", "3"]));
            register.Write(new NodeView("4", ["4", "5", "6"], ["4"]));
        });
        Assert.All(cluster.Nodes, node => Assert.True(node.IsRunning));
    }

    [Fact]
    public async Task A_cluster_that_ended_a_moment_ago_puts_nobody_out_and_neither_does_a_database_that_is_away()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 1, register: register);
        register.Write(new NodeView("1", ["1", "2"], ["1", "2"]));
        await AllLookAsync(nodes: 1);
        register.IsAway = true;
        await AllLookAsync(nodes: 1);
        register.IsAway = false;
        await AllLookAsync(nodes: 1);
        Assert.True(cluster.Nodes[0].IsRunning);
    }

    // More often than a node looks before it goes.
    private async Task AllLookAsync(int nodes, Action? meanwhile = null)
    {
        var end = register.Exchanges + nodes * 6;
        await TestCluster.EventuallyAsync(
            () =>
            {
                meanwhile?.Invoke();
                return register.Exchanges >= end;
            },
            "all have looked");
    }
}
