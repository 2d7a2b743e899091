using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>The first request, and who one is after it (docs/protocol.md, Requests).</summary>
public sealed class HelloTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    [Fact]
    public async Task The_welcome_tells_who_one_is_and_what_the_limits_are()
    {
        await using var client = await Guest.SilentAsync(fixture);
        var name = Guest.NewName();
        var welcome = await client.AskAsync(new { type = "hello", name, client = "a test" });
        Assert.Equal("welcome", welcome.Type());
        Assert.NotEmpty((string)welcome["connection"]!);
        Assert.NotEmpty((string)welcome["user"]!["id"]!);
        Assert.Equal(name, (string)welcome["user"]!["name"]!);
        Assert.True((bool)welcome["user"]!["guest"]!);
        Assert.NotEmpty((string)welcome["token"]!);
        Assert.Matches(@"^\d+\.\d+\.\d+$", (string)welcome["server"]!["version"]!);
        Assert.Equal(15_000, (int)welcome["heartbeatMs"]!);
        Assert.IsType<JsonObject>(welcome["limits"]);
        Assert.IsType<JsonArray>(welcome["rooms"]);
    }

    [Fact]
    public async Task The_rooms_of_the_welcome_have_a_name_an_epoch_a_head_and_who_is_online()
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(fixture, room);
        await ada.PostedAsync("one", room);
        JsonNode? listed = null;
        await Await.UntilAsync(
            async () =>
            {
                await using var bob = await Guest.SilentAsync(fixture);
                var rooms = (await bob.AskAsync(new { type = "hello" }))["rooms"]!.AsArray();
                listed = rooms.SingleOrDefault(r => (string)r!["room"]! == room);
                return listed is not null && (long)listed["head"]! == 1 && (int)listed["online"]! == 1;
            },
            "the room to be listed");
        Assert.Equal((string)(await ada.AskAsync(new { type = "join", room }))["epoch"]!, (string)listed!["epoch"]!);
    }

    [Fact]
    public async Task Who_names_no_name_is_given_one()
    {
        await using var client = await Guest.SilentAsync(fixture);
        var welcome = await client.AskAsync(new { type = "hello" });
        Assert.Matches("^guest-[a-z0-9]{5}$", (string)welcome["user"]!["name"]!);
    }

    [Fact]
    public async Task A_token_makes_one_the_same_person_again_under_any_name()
    {
        var (id, name, token) = await SignInAsync(new { type = "hello", name = Guest.NewName() });
        var other = Guest.NewName();
        Assert.Equal((id, name), Two(await SignInAsync(new { type = "hello", token })));
        Assert.Equal((id, other), Two(await SignInAsync(new { type = "hello", token, name = other })));
    }

    [Fact]
    public async Task A_token_holds_after_a_restart_and_after_a_kill()
    {
        await using var server = await ServerProcess.StartAsync();
        var (id, name, token) = await SignInAsync(server.WebSocket, new { type = "hello", name = "ada" });
        Assert.Equal(0, await server.StopAsync());
        await server.StartAgainAsync();
        Assert.Equal((id, name), Two(await SignInAsync(server.WebSocket, new { type = "hello", token })));
        await server.KillAsync();
        await server.StartAgainAsync();
        Assert.Equal((id, name), Two(await SignInAsync(server.WebSocket, new { type = "hello", token })));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("null")]
    [InlineData("../../../etc/passwd")]
    [InlineData("äöü😀")]
    public async Task A_token_that_is_not_of_this_server_is_refused_and_one_may_say_hello_without_it(string token)
    {
        await using var client = await Guest.SilentAsync(fixture);
        Assert.Equal("unauthenticated", await client.RefusedAsync(new { type = "hello", token }));
        Assert.Equal("welcome", (await client.AskAsync(new { type = "hello" })).Type());
    }

    [Fact]
    public async Task A_token_with_one_letter_changed_is_refused()
    {
        var (_, _, token) = await SignInAsync(new { type = "hello" });
        var letters = token.ToCharArray();
        letters[^5] = letters[^5] == 'A' ? 'B' : 'A';
        await using var client = await Guest.SilentAsync(fixture);
        Assert.Equal("unauthenticated", await client.RefusedAsync(new { type = "hello", token = new string(letters) }));
    }

    [Fact]
    public async Task Every_other_request_before_hello_is_told_to_say_hello_first()
    {
        await using var client = await Guest.SilentAsync(fixture);
        object[] requests =
        [
            new { type = "join", room = "lobby" }, new { type = "leave", room = "lobby" }, new { type = "history", room = "lobby", before = 9 },
            new { type = "send", room = "lobby", id = "1", text = "x" },
        ];
        foreach (var request in requests)
            Assert.Equal("hello_first", await client.RefusedAsync(request));
        Assert.Equal("welcome", (await client.AskAsync(new { type = "hello" })).Type());
    }

    [Fact]
    public async Task A_second_hello_is_a_bad_request_and_changes_nothing()
    {
        await using var client = await Guest.ConnectAsync(fixture);
        Assert.Equal("bad_request", await client.RefusedAsync(new { type = "hello", name = Guest.NewName() }));
        Assert.Equal("joined", (await client.AskAsync(new { type = "join", room = Guest.NewRoom() })).Type());
    }

    [Fact]
    public async Task Who_says_no_hello_in_time_is_closed_with_4000()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:HelloTimeoutMs=500");
        await using var silent = await JsonChatClient.ConnectAsync(server.WebSocket);
        await using var refused = await JsonChatClient.ConnectAsync(server.WebSocket);
        await using var plain = await ChatClient.ConnectAsync(server.WebSocket);
        await refused.RefusedAsync(new { type = "join", room = "lobby" });
        Assert.Equal(4000, await silent.ClosedAsync());
        Assert.Equal(4000, await refused.ClosedAsync());
        await plain.SendAsync("no hello in plain text");
        Assert.Equal("no hello in plain text", await plain.ReceiveAsync());
    }

    private Task<(string Id, string Name, string Token)> SignInAsync(object hello) => SignInAsync(fixture.Address, hello);

    private static async Task<(string Id, string Name, string Token)> SignInAsync(Uri address, object hello)
    {
        await using var client = await JsonChatClient.ConnectAsync(address);
        var welcome = await client.AskAsync(hello);
        Assert.Equal("welcome", welcome.Type());
        await client.CloseAsync();
        return ((string)welcome["user"]!["id"]!, (string)welcome["user"]!["name"]!, (string)welcome["token"]!);
    }

    private static (string, string) Two((string Id, string Name, string Token) who) => (who.Id, who.Name);
}
