using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Edit, delete, react and unreact, as clients see them.</summary>
public class MessageLifeTests(AnyServer server) : IClassFixture<AnyServer>
{
    [Fact]
    public async Task An_edit_reaches_everybody_and_history_tells_todays_wording()
    {
        var room = NewRoom();
        await using var ann = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await using var bob = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await ann.PostAsync("m", "helo", room);
        var ok = await ann.AskAsync(new { type = "edit", room, id = "e", target = 1, text = "hello" });
        Assert.Equal(("ok", 2, false), ((string?)ok["type"], (int)ok["seq"]!, (bool)ok["duplicate"]!));
        Assert.True((bool)(await ann.AskAsync(new { type = "edit", room, id = "e", target = 1, text = "hello" }))["duplicate"]!);

        var edited = await bob.NextAsync(m => (string?)m["kind"] == "edited");
        Assert.Equal((1, "hello"), ((int)edited["target"]!, (string?)edited["text"]));
        var today = await TodayAsync(bob, room, 1);
        Assert.Equal("hello", (string?)today["text"]);
        Assert.Equal((long)edited["at"]!, (long)today["editedAt"]!);
    }

    [Fact]
    public async Task Only_the_author_edits_or_deletes()
    {
        var room = NewRoom();
        await using var ann = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await using var bob = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await ann.PostAsync("m", "mine", room);
        Assert.Equal("forbidden", (string?)(await bob.AskAsync(new { type = "edit", room, id = "e", target = 1, text = "x" }))["code"]);
        Assert.Equal("forbidden", (string?)(await bob.AskAsync(new { type = "delete", room, id = "d", target = 1 }))["code"]);
        Assert.Equal("not_found", (string?)(await bob.AskAsync(new { type = "delete", room, id = "d", target = 77 }))["code"]);
    }

    [Fact]
    public async Task What_was_deleted_is_erased_for_who_was_away_and_for_who_comes_anew()
    {
        var room = NewRoom();
        await using var ann = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await ann.PostAsync("m", "secret", room);
        await ann.AskAsync(new { type = "edit", room, id = "e", target = 1, text = "secret too" });
        await ann.AskAsync(new { type = "react", room, id = "r", target = 1, emoji = "👍" });
        await ann.AskAsync(new { type = "delete", room, id = "d", target = 1 });

        await using var bob = await JsonChatClient.ConnectAsync(server.Address);
        await bob.AskAsync(new { type = "hello", name = NewName() });
        var snapshot = await bob.AskAsync(new { type = "join", room });
        var message = Assert.Single(snapshot["events"]!.AsArray())!;
        Assert.True((bool)message["deleted"]!);
        Assert.Null(message["text"]);
        Assert.Null(message["reactions"]);

        var delta = await bob.AskAsync(new { type = "join", room, after = new { epoch = (string?)snapshot["epoch"], seq = 0 } });
        var events = delta["events"]!.AsArray();
        Assert.Equal(["posted", "edited", "reacted", "deleted"], events.Select(e => (string?)e!["kind"]));
        Assert.Equal([true, true], events.Take(2).Select(e => (bool)e!["erased"]!));
        Assert.DoesNotContain("secret", delta.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reactions_come_and_go_and_are_counted_by_person()
    {
        var room = NewRoom();
        await using var ann = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await using var bob = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await ann.PostAsync("m", "party?", room);
        await bob.AskAsync(new { type = "react", room, id = "r1", target = 1, emoji = "🎉" });
        Assert.True((bool)(await bob.AskAsync(new { type = "react", room, id = "r2", target = 1, emoji = "🎉" }))["duplicate"]!);
        await ann.AskAsync(new { type = "react", room, id = "r1", target = 1, emoji = "🎉" });
        Assert.Equal(2, (await TodayAsync(ann, room, 1))["reactions"]!["🎉"]!.AsArray().Count);
        await ann.AskAsync(new { type = "unreact", room, id = "u", target = 1, emoji = "🎉" });
        Assert.Single((await TodayAsync(ann, room, 1))["reactions"]!["🎉"]!.AsArray());
        Assert.Equal("bad_request", (string?)(await ann.AskAsync(new { type = "react", room, id = "r3", target = 1, emoji = "<b>" }))["code"]);
    }

    [Fact]
    public async Task Messages_older_than_the_rooms_memory_live_on_too()
    {
        var room = NewRoom();
        await using var ann = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        for (var i = 1; i <= 250; i++)
            await ann.PostAsync($"m{i}", $"message {i}", room);
        Assert.Equal(251, (int)(await ann.AskAsync(new { type = "edit", room, id = "e", target = 3, text = "changed" }))["seq"]!);
        Assert.Equal(252, (int)(await ann.AskAsync(new { type = "delete", room, id = "d", target = 4 }))["seq"]!);
        Assert.Equal("changed", (string?)(await TodayAsync(ann, room, 3))["text"]);
        Assert.True((bool)(await TodayAsync(ann, room, 4))["deleted"]!);
    }

    [Fact]
    public async Task Plain_text_hears_nothing_of_it()
    {
        var room = NewRoom();
        await using var plain = await ChatClient.ConnectAsync(new Uri(server.Address, $"?room={room}"));
        await using var ann = await JsonChatClient.JoinedAsync(server.Address, NewName(), room);
        await ann.PostAsync("m", "one", room);
        await ann.AskAsync(new { type = "edit", room, id = "e", target = 1, text = "uno" });
        await ann.AskAsync(new { type = "react", room, id = "r", target = 1, emoji = "👍" });
        await ann.AskAsync(new { type = "delete", room, id = "d", target = 1 });
        await ann.PostAsync("n", "two", room);
        Assert.Equal("one", await plain.ReceiveAsync());
        Assert.Equal("two", await plain.ReceiveAsync());
    }

    private static async Task<JsonNode> TodayAsync(JsonChatClient client, string room, int seq)
    {
        var page = await client.AskAsync(new { type = "history", room, around = seq, limit = 1 });
        return page["events"]!.AsArray().Single(e => (int)e!["seq"]! == seq)!;
    }

    private static string NewRoom() => $"life-{Guid.NewGuid():N}";

    private static string NewName() => $"p{Guid.NewGuid():N}"[..20];
}
