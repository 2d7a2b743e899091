using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Cluster;

/// <summary>Three real nodes, one chat: whatever becomes of a node, what was acknowledged is there once, and everywhere the same.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private const int Oldest = 0, Other = 1;

    private readonly string room = Guest.NewRoom();
    private ServerCluster cluster = null!;

    public async Task InitializeAsync() =>
        cluster = await ServerCluster.StartAsync(count: 3, NodeNetwork.CanBe ? new NodeNetwork(3) : null, "--AkkaChat:Limits:SendsPerSecond=0");

    public Task DisposeAsync() => cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task The_same_id_a_hundred_times_on_all_nodes_is_one_event_with_one_seq()
    {
        await using var first = await JsonChatClient.ConnectAsync(cluster.Nodes[Oldest].WebSocket);
        var token = (string)(await first.AskAsync(new { type = "hello" }))["token"]!;
        var answers = (await Task.WhenAll(cluster.Nodes.Select(node => SendManyTimesAsync(node, token, times: 34)))).SelectMany(a => a).ToList();

        Assert.All(answers, answer => Assert.Equal("ok", answer.Type()));
        Assert.Single(answers, answer => !(bool)answer["duplicate"]!);
        Assert.Single(answers.Select(answer => (long)answer["seq"]!).Distinct());
        await AssertSameEverywhereAsync(["once"]);
    }

    [FactWithNetwork]
    public async Task A_node_that_is_cut_off_acknowledges_nothing_while_the_others_go_on_and_comes_back_by_itself()
    {
        await using var few = await JoinAtLastAsync(cluster.Nodes[Oldest]);
        await using var many = await JoinAtLastAsync(cluster.Nodes[Other]);
        await PostedAtLastAsync(few, "before");
        cluster.Network!.Cut(Oldest, alsoFromDatabase: true);
        try
        {
            Assert.Equal("unavailable", (await few.PostAsync(Guest.NewId(), "cut off", room)).Code());
            await PostedAtLastAsync(many, "among many");
            await Await.UntilAsync(async () => !await cluster.Nodes[Oldest].IsReadyAsync(), "the node to say that it is not ready");
            Assert.Equal(4011, await few.ClosedAsync());
        }
        finally
        {
            cluster.Network!.Heal();
        }
        await cluster.ReadyAsync();
        await AssertSameEverywhereAsync(["before", "among many"]);
    }

    [FactWithNetwork]
    public async Task Two_sides_that_both_reach_the_database_make_no_fork()
    {
        await using var few = await JoinAtLastAsync(cluster.Nodes[Oldest]);
        await using var many = await JoinAtLastAsync(cluster.Nodes[Other]);
        var acknowledged = new List<string>();
        cluster.Network!.Cut(Oldest, alsoFromDatabase: false);
        try
        {
            for (var i = 0; await cluster.Nodes[Oldest].IsReadyAsync(); i++)
            {
                if ((await few.PostAsync(Guest.NewId(), $"few {i}", room)).Type() == "ok")
                    acknowledged.Add($"few {i}");
                if ((await many.PostAsync(Guest.NewId(), $"many {i}", room)).Type() == "ok")
                    acknowledged.Add($"many {i}");
            }
            await PostedAtLastAsync(many, "among many");
            acknowledged.Add("among many");
        }
        finally
        {
            cluster.Network!.Heal();
        }
        await cluster.ReadyAsync();
        await AssertSameEverywhereAsync(acknowledged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_node_that_was_stopped_and_goes_on_after_others_have_its_rooms_makes_no_fork(int stopped)
    {
        await using var guest = await JoinAtLastAsync(cluster.Nodes[(stopped + 1) % cluster.Nodes.Count]);
        await PostedAtLastAsync(guest, "before");
        cluster.Nodes[stopped].Signal("STOP");
        await PostedAtLastAsync(guest, "meanwhile");
        await (await JoinAtLastAsync(cluster.Nodes[(stopped + 2) % cluster.Nodes.Count])).DisposeAsync();
        cluster.Nodes[stopped].Signal("CONT");
        await cluster.ReadyAsync();
        await PostedAtLastAsync(guest, "after");
        await AssertSameEverywhereAsync(["before", "meanwhile", "after"]);
    }

    /// <summary>Its clients' words lie in its sockets when it wakes, and for a moment it believes that it still has its rooms.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_a_node_stores_after_it_was_stopped_is_seen_on_all_others_also_when_nobody_writes_any_more(int stopped)
    {
        string[] rooms = [.. Enumerable.Range(0, 12).Select(_ => Guest.NewRoom())];
        await using var asleep = await Guest.ConnectAsync(cluster.Nodes[stopped].WebSocket);
        await using var awake = await Guest.ConnectAsync(cluster.Nodes[(stopped + 1) % cluster.Nodes.Count].WebSocket);
        foreach (var room in rooms)
        {
            await Await.UntilAsync(async () => (await asleep.AskAsync(new { type = "join", room })).Type() == "joined", "to be in");
            await Await.UntilAsync(async () => (await awake.AskAsync(new { type = "join", room })).Type() == "joined", "to be in");
        }

        cluster.Nodes[stopped].Signal("STOP");
        foreach (var room in rooms)
            await asleep.TellAsync(new { type = "send", room, id = "asleep", text = "written to a node that is stopped" });
        foreach (var room in rooms)
            await Await.UntilAsync(async () => (await awake.PostAsync("awake", "meanwhile", room)).Type() == "ok", "to be stored elsewhere");
        cluster.Nodes[stopped].Signal("CONT");
        await asleep.ClosedAsync();
        await cluster.ReadyAsync();

        foreach (var room in rooms)
        {
            foreach (var node in cluster.Nodes)
                await Await.UntilAsync(() => IsWholeAsync(node, room), $"all of {room} to be told by the node on port {node.Port}");
        }
    }

    // A newcomer is told of all that the log has.
    private static async Task<bool> IsWholeAsync(ServerProcess node, string room)
    {
        await using var guest = await Guest.ConnectAsync(node.WebSocket);
        var joined = await guest.AskAsync(new { type = "join", room });
        var stored = (await guest.AskAsync(new { type = "history", room, before = 1_000_000_000, limit = 100 }))["events"]?.AsArray();
        return joined.Type() == "joined" && (long)joined["head"]! == (long)stored![^1]!["seq"]!;
    }

    private async Task<IReadOnlyList<JsonNode>> SendManyTimesAsync(ServerProcess node, string token, int times)
    {
        var answers = new List<JsonNode>();
        while (answers.Count < times)
        {
            await using var client = await JsonChatClient.ConnectAsync(node.WebSocket);
            await client.AskAsync(new { type = "hello", token });
            await client.AskAsync(new { type = "join", room });
            answers.Add(await client.PostAsync("same", "once", room));
        }
        return answers;
    }

    // Connects again, as long as it is refused for now or its node is on its way out.
    private async Task<JsonChatClient> JoinAtLastAsync(ServerProcess node)
    {
        JsonChatClient? guest = null;
        await Await.UntilAsync(async () => (guest = await TryJoinAsync(node)) is not null, $"'{room}' to be joined");
        return guest!;
    }

    private async Task<JsonChatClient?> TryJoinAsync(ServerProcess node)
    {
        JsonChatClient? guest = null;
        try
        {
            guest = await JsonChatClient.ConnectAsync(node.WebSocket);
            if ((await guest.AskAsync(new { type = "hello" })).Type() == "welcome" && (await guest.AskAsync(new { type = "join", room })).Type() == "joined")
                return guest;
        }
        catch (Exception e) when (e is WebSocketException or ChannelClosedException)
        {
            // Not yet.
        }
        if (guest is not null)
            await guest.DisposeAsync();
        return null;
    }

    // The same request again, as long as it is refused for now.
    private async Task PostedAtLastAsync(JsonChatClient guest, string text)
    {
        var id = Guest.NewId();
        await Await.UntilAsync(async () => (await guest.PostAsync(id, text, room)).Type() == "ok", $"'{text}' to be stored");
    }

    private async Task AssertSameEverywhereAsync(IReadOnlyList<string> acknowledged)
    {
        var histories = new List<IReadOnlyList<string>>();
        foreach (var node in cluster.Nodes)
        {
            await using var reader = await JoinAtLastAsync(node);
            var page = await reader.AskAsync(new { type = "history", room, before = 1_000_000_000, limit = 100 });
            Assert.All(page.Seqs().Zip(page.Seqs().Skip(1)), pair => Assert.Equal(pair.First + 1, pair.Second));
            histories.Add(page.Texts());
        }
        Assert.All(histories, texts => Assert.Equal(histories[0], texts));
        Assert.Equal(acknowledged, histories[0].Where(acknowledged.Contains));
    }
}
