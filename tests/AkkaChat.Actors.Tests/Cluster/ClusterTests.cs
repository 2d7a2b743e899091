using System.Diagnostics;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using Xunit.Abstractions;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>A room on several nodes: whoever is in it sees one room, wherever it lives, moves to, or dies.</summary>
public class ClusterTests(ITestOutputHelper output)
{
    private static readonly RoomId Room = RoomId.Lobby;

    [Fact]
    public async Task Everybody_sees_the_same_events_in_the_same_order_on_every_node()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3);
        var people = await JoinAllAsync(cluster);
        await Task.WhenAll(people.Select(person => PostAllAsync(person, count: 50)));
        await AllAgreeAsync(cluster, people, events: 150);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_room_goes_on_elsewhere_when_its_node_leaves_or_can_not_be_reached_and_nobody_misses_anything(bool isSudden)
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3);
        var people = await JoinAllAsync(cluster);
        var owner = await cluster.OwnerOfAsync(Room);
        var staying = people.Where((_, i) => cluster.Nodes[i] != owner).ToList();
        var posting = Task.WhenAll(staying.Select(person => PostAllAsync(person, count: 300)));
        await TestCluster.EventuallyAsync(() => cluster.Log.EventsOf(Room).Count > 20, "people are talking");
        await (isSudden ? owner.CutOffAsync() : owner.LeaveAsync());
        await posting;
        await AllAgreeAsync(cluster, staying, events: 600);
    }

    [Fact]
    public async Task A_room_that_nobody_is_in_stops_and_is_there_again_for_the_next_who_comes()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        var people = await JoinAllAsync(cluster);
        await people[0].PostUntilStoredAsync(Room, 1);
        foreach (var person in people)
            await person.LeaveAsync(Room);
        await TestCluster.EventuallyAsync(() => !cluster.Nodes.Any(node => node.Owns(Room)), "the room has stopped");
        var late = await cluster.Nodes[1].ConnectAsync("late");
        await late.JoinAsync(Room);
        await late.PostUntilStoredAsync(Room, 1);
        await AllAgreeAsync(cluster, [late], events: 2);
    }

    [Fact]
    public async Task A_node_that_is_cut_off_from_the_others_refuses_what_it_can_not_do_and_says_goodbye()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 3);
        var people = await JoinAllAsync(cluster);
        var owner = await cluster.OwnerOfAsync(Room);
        var i = cluster.Nodes.ToList().FindIndex(node => node != owner);
        var (cutOff, person) = (cluster.Nodes[i], people[i]);
        await cutOff.CutOffAsync();
        var refused = await person.ReplyAsync<RequestError>(person.Post(Room, 1));
        Assert.Equal(ErrorCode.Unavailable, refused.Code);
        await TestCluster.EventuallyAsync(() => person.Channel.ClosedWith == CloseCode.ServerStops, "the node says goodbye");
        await TestCluster.EventuallyAsync(() => cutOff.WasPutOut, "the node is out");
        Assert.True(owner.IsRunning);
    }

    private static async Task<List<TestClient>> JoinAllAsync(TestCluster cluster)
    {
        var people = new List<TestClient>();
        foreach (var node in cluster.Nodes)
        {
            var person = await node.ConnectAsync($"person-{people.Count}");
            await person.JoinAsync(Room);
            people.Add(person);
        }
        return people;
    }

    private async Task PostAllAsync(TestClient person, int count)
    {
        var longest = TimeSpan.Zero;
        for (var i = 1; i <= count; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await person.PostUntilStoredAsync(Room, i);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(since).Ticks));
        }
        output.WriteLine($"{person.Name} waited {longest.TotalMilliseconds:0} ms at most");
    }

    private static async Task AllAgreeAsync(TestCluster cluster, IReadOnlyList<TestClient> people, int events)
    {
        foreach (var person in people)
            await TestCluster.EventuallyAsync(() => person.Events.Count >= events, $"{person.Name} has seen all");
        var log = cluster.Log.EventsOf(Room).Select(FakeFormat.Text).ToList();
        Assert.Equal(events, log.Count);
        Assert.All(people, person => Assert.Equal(log, person.Events));
    }
}
