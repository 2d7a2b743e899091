using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Host.Tests.Json;

/// <summary>How far somebody has read: told to their other connections, and kept for the next.</summary>
public sealed class ReadTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task What_is_read_on_one_connection_is_told_to_the_persons_others_and_to_nobody_else()
    {
        await using var desk = await Guest.SilentAsync(fixture);
        var token = await HelloAsync(desk);
        Assert.Null((await JoinAsync(desk))["read"]);
        await using var phone = await ComeBackAsync(fixture.Address, token);
        await using var bob = await Guest.JoinAsync(fixture, room);
        await using var plain = await ChatClient.ConnectAsync(new Uri(fixture.Address, $"?room={room}"));
        Assert.Null((await JoinAsync(phone))["read"]);
        await FillAsync(desk, 4);

        Assert.Equal("ok", (await ReadAsync(desk, 3)).Type());
        var told = await phone.NextAsync("read");
        Assert.Equal((room, 3), ((string)told["room"]!, (long)told["seq"]!));
        Assert.Equal("ok", (await ReadAsync(phone, 4)).Type());
        Assert.Equal(4, (long)(await desk.NextAsync("read"))["seq"]!);

        await desk.PostedAsync("last", room);
        for (var text = ""; text != "last"; text = await plain.ReceiveAsync())
            Assert.DoesNotContain("read", text, StringComparison.Ordinal);
        await bob.NextAsync(m => m.Type() == "read" ? throw new InvalidOperationException("Bob was told") : (string?)m["text"] == "last");
    }

    [Fact]
    public async Task A_mark_stays_where_it_was_furthest()
    {
        await using var desk = await Guest.SilentAsync(fixture);
        var token = await HelloAsync(desk);
        await JoinAsync(desk);
        await FillAsync(desk, 5);
        foreach (var seq in new[] { 4, 2, 4 })
            Assert.Equal("ok", (await ReadAsync(desk, seq)).Type());
        await using var phone = await ComeBackAsync(fixture.Address, token);
        Assert.Equal(4, (long)(await JoinAsync(phone))["read"]!);
    }

    [Fact]
    public async Task A_guest_who_came_without_a_token_finds_its_own_mark_too_when_it_comes_back_into_the_room()
    {
        await using var desk = await Guest.SilentAsync(fixture);
        var token = await HelloAsync(desk);
        await using var phone = await ComeBackAsync(fixture.Address, token);
        await JoinAsync(phone);
        await FillAsync(phone, 2);
        await ReadAsync(phone, 2);
        await phone.AskAsync(new { type = "leave", room });
        Assert.Equal(2, (long)(await JoinAsync(desk))["read"]!);
    }

    [Fact]
    public async Task Marks_outlive_a_kill_of_the_server()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        string token;
        await using (var desk = await JsonChatClient.ConnectAsync(server.WebSocket))
        {
            token = await HelloAsync(desk);
            await JoinAsync(desk);
            await FillAsync(desk, 5);
            Assert.Equal("ok", (await ReadAsync(desk, 4)).Type());
            await server.KillAsync();
        }
        await server.StartAgainAsync();
        await using var again = await ComeBackAsync(server.WebSocket, token);
        Assert.Equal(4, (long)(await JoinAsync(again))["read"]!);
        Assert.Equal("ok", (await ReadAsync(again, 2)).Type());
        Assert.Equal(4, (long)(await JoinAsync(again))["read"]!);
    }

    [Fact]
    public async Task Bad_input_is_refused()
    {
        await using var desk = await Guest.JoinAsync(fixture, room);
        await FillAsync(desk, 1);
        foreach (var seq in new[] { 0, -1, 2, long.MaxValue })
            Assert.Equal("bad_request", (await ReadAsync(desk, seq)).Code());
        Assert.Equal("not_joined", await desk.RefusedAsync(new { type = "read", room = Guest.NewRoom(), seq = 1 }));
        Assert.Equal("bad_request", await desk.RefusedAsync(new { type = "read", room, seq = "1" }));
        Assert.Equal("bad_request", await desk.RefusedAsync(new { type = "read", room }));
        Assert.Equal("ok", (await ReadAsync(desk, 1)).Type());
    }

    [Fact]
    public async Task A_flood_of_reads_is_answered_one_by_one_and_stored_at_the_furthest()
    {
        await using var desk = await Guest.SilentAsync(fixture);
        var token = await HelloAsync(desk);
        await JoinAsync(desk);
        await FillAsync(desk, 300);
        for (var seq = 1; seq <= 300; seq++)
            await desk.TellAsync(new { type = "read", room, seq, @ref = 10_000 + seq });
        for (var seq = 1; seq <= 300; seq++)
            Assert.Equal("ok", (await desk.NextAsync(m => (int?)m["ref"] == 10_000 + seq)).Type());
        await using var phone = await ComeBackAsync(fixture.Address, token);
        Assert.Equal(300, (long)(await JoinAsync(phone))["read"]!);
    }

    [Fact]
    public async Task While_the_database_is_locked_a_read_is_unavailable_and_says_when_to_try_again()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var desk = await Guest.JoinAsync(server.WebSocket, room);
        await FillAsync(desk, 1);
        await using (var other = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync();
            await using var locked = other.BeginTransaction(deferred: false);
            var refused = await ReadAsync(desk, 1);
            Assert.Equal("unavailable", refused.Code());
            Assert.True((int)refused["retryAfterMs"]! > 0);
        }
        await Await.UntilAsync(async () => (await ReadAsync(desk, 1)).Type() == "ok", "a read to be stored again");
    }

    private Task<JsonNode> ReadAsync(JsonChatClient client, long seq) => client.AskAsync(new { type = "read", room, seq });

    private async Task<JsonNode> JoinAsync(JsonChatClient client)
    {
        var joined = await client.AskAsync(new { type = "join", room });
        Assert.Equal("joined", joined.Type());
        return joined;
    }

    private async Task FillAsync(JsonChatClient client, int count)
    {
        for (var i = 1; i <= count; i++)
            await client.PostedAsync($"{i}", room);
    }

    private static async Task<string> HelloAsync(JsonChatClient client) =>
        (string)(await client.AskAsync(new { type = "hello", name = Guest.NewName() }))["token"]!;

    private static async Task<JsonChatClient> ComeBackAsync(Uri address, string token)
    {
        var client = await JsonChatClient.ConnectAsync(address);
        Assert.Equal("welcome", (await client.AskAsync(new { type = "hello", token })).Type());
        return client;
    }
}
