using System.Diagnostics;
using AkkaChat.Actors.Rooms;
using Xunit.Abstractions;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>A node is added while people talk in many rooms.</summary>
public class RebalancingTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<RoomId> Rooms = [.. Enumerable.Range(1, 40).Select(n => RoomId.Stored($"room-{n}"))];

    [Fact]
    public async Task A_node_that_joins_takes_its_share_of_the_rooms_and_nobody_misses_doubles_or_reorders_a_message()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        using var stop = new CancellationTokenSource();
        var talks = await Task.WhenAll(Rooms.Select((room, i) => Talk.BeginAsync(room, cluster.Nodes[i % 2], cluster.Nodes[1 - (i % 2)], stop.Token)));
        var newcomer = await cluster.AddNodeAsync();
        var since = Stopwatch.GetTimestamp();
        await TestCluster.EventuallyAsync(async () => (await newcomer.OwnedRoomsAsync()).Count >= Rooms.Count / 4, "the new node has its share of the rooms");
        output.WriteLine($"A quarter of the rooms moved within {Stopwatch.GetElapsedTime(since).TotalMilliseconds:0} ms");
        await stop.CancelAsync();
        foreach (var talk in talks)
            await talk.EndsWellAsync(cluster);
        output.WriteLine($"{talks.Sum(talk => talk.Stored)} messages, the longest wait {talks.Max(talk => talk.LongestWait).TotalMilliseconds:0} ms");
    }

    /// <summary>One who talks in a room, and one on another node who listens.</summary>
    private sealed class Talk
    {
        private readonly RoomId room;
        private readonly TestClient speaker, listener;
        private readonly Task talking;

        private Talk(RoomId room, TestClient speaker, TestClient listener, CancellationToken stop)
        {
            (this.room, this.speaker, this.listener) = (room, speaker, listener);
            talking = RunAsync(stop);
        }

        public int Stored { get; private set; }

        public TimeSpan LongestWait { get; private set; }

        public static async Task<Talk> BeginAsync(RoomId room, TestNode of, TestNode other, CancellationToken stop)
        {
            var (speaker, listener) = (await of.ConnectAsync($"speaker in {room}"), await other.ConnectAsync($"listener in {room}"));
            await Task.WhenAll(speaker.JoinAsync(room), listener.JoinAsync(room));
            return new Talk(room, speaker, listener, stop);
        }

        /// <summary>What was acknowledged is in the log once and in its order, and so it was shown.</summary>
        public async Task EndsWellAsync(TestCluster cluster)
        {
            await talking;
            var expected = Enumerable.Range(1, Stored).Select(id => $"{id}: {speaker.Name} {id}").ToList();
            Assert.Equal(expected, cluster.Log.EventsOf(room).Select(FakeFormat.Text));
            foreach (var person in new[] { speaker, listener })
            {
                await TestCluster.EventuallyAsync(() => person.Events.Count >= Stored, $"{person.Name} has seen all");
                Assert.Equal(expected, person.Events);
            }
        }

        private async Task RunAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var since = Stopwatch.GetTimestamp();
                await speaker.PostUntilStoredAsync(room, Stored + 1);
                Stored++;
                LongestWait = TimeSpan.FromTicks(Math.Max(LongestWait.Ticks, Stopwatch.GetElapsedTime(since).Ticks));
            }
        }
    }
}
