using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>What newcomers are told of the rooms, on whichever node.</summary>
public class ClusteredRoomDirectoryTests
{
    private static readonly RoomId Room = RoomId.Lobby;

    [Fact]
    public async Task Every_node_tells_of_all_rooms_how_far_they_are_and_how_many_people_are_in_them()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3);
        var ann = await JoinedAsync(cluster.Nodes[0], "ann");
        await JoinedAsync(cluster.Nodes[1], "bob");
        await ann.PostUntilStoredAsync(Room, 1);
        foreach (var node in cluster.Nodes)
            await EventuallyToldAsync(node, head: 1, online: 2);
        await ann.LeaveAsync(Room);
        foreach (var node in cluster.Nodes)
            await EventuallyToldAsync(node, head: 1, online: 1);
    }

    [Fact]
    public async Task A_node_that_comes_later_is_told_of_rooms_that_are_quiet()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        await JoinedAsync(cluster.Nodes[0], "ann");
        await EventuallyToldAsync(cluster.Nodes[0], head: 0, online: 1);
        await EventuallyToldAsync(await cluster.AddNodeAsync(), head: 0, online: 1);
    }

    [Fact]
    public async Task Nobody_is_in_a_room_whose_node_is_gone_with_all_who_were_there()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3);
        await JoinedAsync(cluster.Nodes[0], "ann");
        var owner = await cluster.OwnerOfAsync(Room);
        foreach (var node in cluster.Nodes)
            await EventuallyToldAsync(node, head: 0, online: 1);
        await Task.WhenAll(new[] { owner, cluster.Nodes[0] }.Distinct().Select(node => node.LeaveAsync()));
        await EventuallyToldAsync(cluster.Nodes.First(node => node.IsRunning), head: 0, online: 0);
    }

    private static async Task<TestClient> JoinedAsync(TestNode node, string name)
    {
        var client = await node.ConnectAsync(name);
        await client.JoinAsync(Room);
        return client;
    }

    private static Task EventuallyToldAsync(TestNode node, long head, int online) => TestCluster.EventuallyAsync(
        async () => (await node.RoomsAsync()).Any(r => (r.Room, r.Head, r.Online) == (Room, head, online)), $"told of head {head} and {online} online");
}
