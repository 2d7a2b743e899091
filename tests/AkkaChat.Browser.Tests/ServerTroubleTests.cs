using System.Text.Json.Nodes;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

/// <summary>The connection is well, and the server is not.</summary>
public sealed class ServerTroubleTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task A_server_that_can_not_store_says_so_and_what_was_written_goes_by_itself_when_it_can()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        wire.Answer = request => (string?)request["type"] == "send" ? new { type = "error", code = "unavailable", message = "busy", retryAfterMs = 300 } : null;

        await ann.SayAsync("one", "two");

        await Expect(ann.Status).ToContainTextAsync("The server can’t store messages right now. What you write is kept and sent by itself");
        await Expect(ann.Waiting.First).ToContainTextAsync("Your message is kept and sent by itself.");
        await Expect(ann.Waiting).ToHaveCountAsync(2);
        await Expect(ann.Failed).ToHaveCountAsync(0);
        wire.Answer = _ => null;

        await ann.IsConnectedAsync();
        await ann.HasSentAllAsync();
        Assert.Equal(["one", "two"], await StoredTextsAsync());
    }

    [Fact]
    public async Task A_server_that_was_restored_is_told_and_its_state_taken_and_what_waits_is_kept()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await ann.SayAsync("before the backup", "lost with the restore");
        await ann.HasSentAllAsync();
        await wire.CutAsync();
        await ann.IsInTroubleAsync();
        await ann.ReactAsync("lost with the restore", "👍");
        await ann.SayAsync("written meanwhile");
        wire.Changes = Restored;
        wire.Join();

        await ann.IsConnectedAsync();
        await Expect(ann.Page.Locator("restored-line")).ToContainTextAsync("The server was restored from a backup. The newest messages may be missing.");
        await Expect(ann.Message("lost with the restore")).ToHaveCountAsync(0);
        await Expect(ann.Message("before the backup")).ToBeVisibleAsync();
        await Expect(ann.Waiting).ToHaveCountAsync(0);
        Assert.Equal(["before the backup", "lost with the restore", "written meanwhile"], await StoredTextsAsync());
        // The reaction was for a message that is no more; here its seq may be another one's.
        Assert.Equal(["posted", "posted", "posted"], await LoggedKindsAsync());
        await Expect(ann.Chips).ToHaveCountAsync(0);

        await ann.Page.Locator("restored-line button").ClickAsync();
        await Expect(ann.Page.Locator("restored-line")).ToBeEmptyAsync();
    }

    /// <summary>What the server says of a log that ends with its first message.</summary>
    private static void Restored(JsonNode frame)
    {
        if ((string?)frame["type"] != "joined")
            return;
        frame["epoch"] = "restored";
        frame["mode"] = "snapshot";
        frame["head"] = 2;
        frame["events"] = JsonNode.Parse("""
            [{ "type": "event", "room": "lobby", "seq": 1, "at": 1800000000000, "id": "kept", "kind": "posted",
               "by": { "id": "somebody", "name": "Bob" }, "text": "before the backup" }]
            """);
    }
}
