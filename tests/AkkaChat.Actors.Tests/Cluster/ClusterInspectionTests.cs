using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>Who looks at one node sees them all.</summary>
public class ClusterInspectionTests
{
    private static readonly RoomId Room = RoomId.Lobby;

    [Fact]
    public async Task A_room_is_listed_at_the_node_where_it_lives_whichever_node_is_asked()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        var people = await JoinAllAsync(cluster);
        await people[0].PostUntilStoredAsync(Room, 1);
        var owner = await cluster.OwnerOfAsync(Room);
        foreach (var asked in cluster.Nodes)
        {
            var nodes = (await asked.LookAsync()).Nodes;
            Assert.Equal(2, nodes.Count);
            Assert.Equal([true, false], nodes.Select(node => node.State.IsOldest));
            Assert.Equal(asked.Address, Assert.Single(nodes, node => node.State.IsThis).State.Address);
            Assert.All(nodes, node =>
            {
                Assert.Equal(("Up", true), (node.State.Status, node.State.IsReachable));
                Assert.Equal((node.State.Node, 1), (node.Report!.Node, node.Report.Connections));
                Assert.Equal([new RoomHere(Room, 1)], node.Report.Here);
            });
            var home = Assert.Single(nodes, node => node.Report!.RoomCount == 1);
            Assert.Equal(owner.Address, home.State.Address);
            Assert.Equal([(Room, RoomCondition.Open, 2, 2, 1L)], home.Report!.Rooms.Select(r => (r.Room, r.Condition, r.Connections, r.People, r.Head)));
        }
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_shown_without_a_report()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        await cluster.Nodes[1].CutOffAsync();
        var silent = (await cluster.Nodes[0].LookAsync()).Nodes.Where(node => node.Report is null);
        Assert.Equal([cluster.Nodes[1].Address], silent.Select(node => node.State.Address));
    }

    [Fact]
    public async Task The_way_of_a_message_has_all_stages_where_its_room_lives_and_elsewhere_its_two_ends()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        var people = await JoinAllAsync(cluster);
        var owner = await cluster.OwnerOfAsync(Room);
        foreach (var (node, person) in cluster.Nodes.Zip(people))
        {
            var ended = node.Probe.ArmAsync();
            await person.PostUntilStoredAsync(Room, 1);
            await ended.WaitAsync(TimeSpan.FromSeconds(30));
            var way = node.Probe.Ways[0];
            var stages = Enum.GetValues<WayStage>().Where(stage => way.At(stage) is not null).ToList();
            Assert.Equal(
                node == owner ? Enum.GetValues<WayStage>() : [WayStage.Received, WayStage.Understood, WayStage.Answered], stages);
            Assert.Equal(stages, stages.OrderBy(stage => way.At(stage)));
        }
    }

    private static async Task<List<TestClient>> JoinAllAsync(TestCluster cluster)
    {
        var people = new List<TestClient>();
        foreach (var (node, i) in cluster.Nodes.Select((node, i) => (node, i)))
        {
            people.Add(await node.ConnectAsync($"person {i}"));
            await people[^1].JoinAsync(Room);
        }
        return people;
    }
}
