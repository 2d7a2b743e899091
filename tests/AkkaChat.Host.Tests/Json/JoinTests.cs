using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Coming into a room and leaving it.</summary>
public sealed class JoinTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task A_new_room_is_empty_and_one_is_its_only_member()
    {
        await using var ada = await Guest.SilentAsync(fixture);
        var me = (await ada.AskAsync(new { type = "hello", name = Guest.NewName() }))["user"]!;
        var joined = await ada.AskAsync(new { type = "join", room });
        Assert.Equal(("joined", room, "snapshot"), (joined.Type(), (string)joined["room"]!, (string)joined["mode"]!));
        Assert.NotEmpty((string)joined["epoch"]!);
        Assert.Equal((0, 1, false), ((long)joined["head"]!, (int)joined["online"]!, (bool)joined["hasMore"]!));
        Assert.Empty(joined.Events());
        var member = joined["members"]!.AsArray().Single()!;
        Assert.Equal(((string)me["id"]!, (string)me["name"]!), ((string)member["id"]!, (string)member["name"]!));
    }

    [Fact]
    public async Task A_snapshot_holds_the_newest_50_messages_in_their_order()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        for (var i = 1; i <= 60; i++)
            await ada.PostedAsync($"{i}", room);
        await using var bob = await Guest.ConnectAsync(fixture);
        var joined = await bob.AskAsync(new { type = "join", room });
        Assert.Equal(("snapshot", 60), ((string)joined["mode"]!, (long)joined["head"]!));
        Assert.Equal(LongRoom.Range(11, 60), joined.Seqs());
    }

    [Fact]
    public async Task Who_comes_back_gets_every_event_since_and_no_other()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var epoch = (string)(await ada.AskAsync(new { type = "join", room }))["epoch"]!;
        for (var i = 1; i <= 20; i++)
            await ada.PostedAsync($"{i}", room);
        await using var bob = await Guest.ConnectAsync(fixture);
        foreach (var seq in new[] { 0, 1, 13, 19, 20 })
        {
            var joined = await bob.AskAsync(new { type = "join", room, after = new { epoch, seq } });
            Assert.Equal(("delta", false, 20), ((string)joined["mode"]!, (bool)joined["hasMore"]!, (long)joined["head"]!));
            Assert.Equal(LongRoom.Range(seq + 1, 20), joined.Seqs());
            Assert.All(joined.Events(), e => Assert.Equal("posted", (string)e["kind"]!));
        }
    }

    [Fact]
    public async Task Another_epoch_or_a_seq_that_never_was_gets_a_snapshot()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var epoch = (string)(await ada.AskAsync(new { type = "join", room }))["epoch"]!;
        await ada.PostedAsync("1", room);
        Assert.Equal("snapshot", (string)(await ada.AskAsync(new { type = "join", room, after = new { epoch = "another", seq = 1 } }))["mode"]!);
        Assert.Equal("snapshot", (string)(await ada.AskAsync(new { type = "join", room, after = new { epoch, seq = 2 } }))["mode"]!);
        Assert.Equal("snapshot", (string)(await ada.AskAsync(new { type = "join", room, after = new { epoch, seq = long.MaxValue } }))["mode"]!);
        Assert.Equal("bad_request", await ada.RefusedAsync(new { type = "join", room, after = new { epoch, seq = -1 } }));
    }

    [Fact]
    public async Task The_epoch_and_the_log_outlive_a_restart()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var before = await Guest.ConnectAsync(server.WebSocket);
        var epoch = (string)(await before.AskAsync(new { type = "join", room }))["epoch"]!;
        await before.PostedAsync("one", room);
        await before.PostedAsync("two", room);
        await server.StopAsync();
        await server.StartAgainAsync();
        await using var after = await Guest.ConnectAsync(server.WebSocket);
        var joined = await after.AskAsync(new { type = "join", room, after = new { epoch, seq = 1 } });
        Assert.Equal((epoch, "delta"), ((string)joined["epoch"]!, (string)joined["mode"]!));
        Assert.Equal(["two"], joined.Texts());
        Assert.Equal(3, await after.PostedAsync("three", room));
    }

    [Fact]
    public async Task Live_events_follow_a_join_with_nothing_between_lost_or_sent_twice()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var epoch = (string)(await ada.AskAsync(new { type = "join", room }))["epoch"]!;
        var posting = Task.Run(async () =>
        {
            for (var i = 1; i <= 2_000; i++)
                await ada.TellAsync(new { type = "send", room, id = $"{i}", text = $"{i}" });
        });
        var seqs = await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            await ada.NextAsync(m => m.Type() == "event" && (long)m["seq"]! >= 200);
            await using var guest = await Guest.ConnectAsync(fixture);
            return await FollowAsync(guest, epoch, 2_000);
        }));
        await posting;
        Assert.All(seqs, seen => Assert.Equal(LongRoom.Range(1, 2_000), seen));
    }

    [Fact]
    public async Task Who_left_gets_no_more_events_and_may_come_back()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        Assert.Equal("ok", (await bob.AskAsync(new { type = "leave", room })).Type());
        await ada.PostedAsync("without bob", room);
        Assert.Equal("not_joined", await bob.RefusedAsync(new { type = "history", room, before = 9 }));
        Assert.Equal("not_joined", await bob.RefusedAsync(new { type = "leave", room }));
        Assert.DoesNotContain(bob.Pending(), m => m.Contains("without bob", StringComparison.Ordinal));
        Assert.Equal(["without bob"], (await bob.AskAsync(new { type = "join", room })).Texts());
    }

    [Fact]
    public async Task Without_rooms_made_on_join_only_the_lobby_is_there()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Rooms:CreateOnJoin=false");
        await using var ada = await Guest.ConnectAsync(server.WebSocket);
        Assert.Equal("not_found", await ada.RefusedAsync(new { type = "join", room = "nowhere" }));
        Assert.Equal("not_joined", await ada.RefusedAsync(new { type = "send", room = "nowhere", id = "1", text = "x" }));
        Assert.Equal("joined", (await ada.AskAsync(new { type = "join", room = "lobby" })).Type());
    }

    // The client's rule of docs/protocol.md: joins until there is no more, then live events.
    private async Task<List<long>> FollowAsync(JsonChatClient guest, string epoch, long until)
    {
        var seen = new List<long>();
        bool hasMore;
        do
        {
            var joined = await guest.AskAsync(new { type = "join", room, after = new { epoch, seq = seen.LastOrDefault() } });
            Assert.Equal("delta", (string)joined["mode"]!);
            seen.AddRange(joined.Seqs());
            hasMore = (bool)joined["hasMore"]!;
        }
        while (hasMore);
        while (seen.LastOrDefault() < until)
            seen.Add((long)(await guest.NextAsync("event"))["seq"]!);
        return seen;
    }
}
