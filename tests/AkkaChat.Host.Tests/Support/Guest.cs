using System.Text.Json.Nodes;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Support;

/// <summary>People, rooms and ids of a test's own, and what tests often ask of a JSON client.</summary>
public static class Guest
{
    public static string NewName() => $"n-{Guid.NewGuid():N}"[..20];

    public static string NewRoom() => $"r-{Guid.NewGuid():N}";

    public static string NewId() => $"{Guid.NewGuid():N}";

    /// <summary>Connected with akkachat.v1, and not a word said.</summary>
    public static Task<JsonChatClient> SilentAsync(ServerFixture fixture) => JsonChatClient.ConnectAsync(fixture.Address);

    /// <summary>Hello is said.</summary>
    public static async Task<JsonChatClient> ConnectAsync(ServerFixture fixture) => await ConnectAsync(fixture.Address);

    public static async Task<JsonChatClient> ConnectAsync(Uri address)
    {
        var guest = await JsonChatClient.ConnectAsync(address);
        Assert.Equal("welcome", (await guest.AskAsync(new { type = "hello", name = NewName() })).Type());
        return guest;
    }

    public static async Task<JsonChatClient> JoinAsync(ServerFixture fixture, string room) => await JoinAsync(fixture.Address, room);

    public static async Task<JsonChatClient> JoinAsync(Uri address, string room)
    {
        var guest = await ConnectAsync(address);
        Assert.Equal("joined", (await guest.AskAsync(new { type = "join", room })).Type());
        return guest;
    }

    /// <summary>Posts and returns the seq.</summary>
    public static async Task<long> PostedAsync(this JsonChatClient guest, string text, string room)
    {
        var reply = await guest.PostAsync(NewId(), text, room);
        Assert.Equal("ok", reply.Type());
        return (long)reply["seq"]!;
    }

    /// <summary>Joins from where it was, checks that every event since comes once and in order, and returns the head that was reached.</summary>
    public static async Task<long> ResumedAsync(this JsonChatClient guest, string room, string epoch, long seq)
    {
        while (true)
        {
            var joined = await guest.AskAsync(new { type = "join", room, after = new { epoch, seq } });
            Assert.Equal("delta", (string?)joined["mode"]);
            Assert.All(joined.Seqs(), s => Assert.Equal(++seq, s));
            if (!(bool)joined["hasMore"]!)
            {
                Assert.Equal((long)joined["head"]!, seq);
                return seq;
            }
        }
    }

    /// <summary>The room's newest texts, as history tells them.</summary>
    public static async Task<IReadOnlyList<string>> TextsInHistoryAsync(this JsonChatClient guest, string room) =>
        (await guest.AskAsync(new { type = "history", room, before = 1_000_000_000, limit = 100 })).Texts();

    public static string? Type(this JsonNode message) => (string?)message["type"];

    public static string? Code(this JsonNode message) => (string?)message["code"];

    public static IReadOnlyList<JsonNode> Events(this JsonNode message) => [.. message["events"]!.AsArray().Select(e => e!)];

    public static IReadOnlyList<long> Seqs(this JsonNode message) => [.. message.Events().Select(e => (long)e["seq"]!)];

    public static IReadOnlyList<string> Texts(this JsonNode message) => [.. message.Events().Select(e => (string)e["text"]!)];

    /// <summary>Sends a request that is refused, and returns the reason.</summary>
    public static async Task<string?> RefusedAsync(this JsonChatClient guest, object request)
    {
        var reply = await guest.AskAsync(request);
        Assert.True(reply.Type() == "error", $"Expected an error, got {reply.ToJsonString()}");
        Assert.DoesNotContain("   at ", (string)reply["message"]!, StringComparison.Ordinal);
        return reply.Code();
    }
}
