using System.Text.Json.Nodes;
using AkkaChat.Testing;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class UnreadTests(Chromium chromium) : PageTest(chromium)
{
    private const string LookAway =
        "() => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }); document.dispatchEvent(new Event('visibilitychange')) }";

    private const string LookBack = "() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')) }";

    [Fact]
    public async Task A_line_shows_where_reading_stopped_until_one_answers()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("seen");
        await bob.ShowsAsync("seen");
        await bob.Page.EvaluateAsync(LookAway);
        await ann.SayAsync("new", "newer");
        await Expect(bob.Page).ToHaveTitleAsync("(2) lobby · AkkaChat");
        await Expect(bob.Page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "favicon-unread.svg");

        await bob.Page.EvaluateAsync(LookBack);

        await Expect(bob.Page).ToHaveTitleAsync("lobby · AkkaChat");
        await Expect(bob.Page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "favicon.svg");
        await Expect(bob.Page.Locator("unread-line + chat-message .text")).ToHaveTextAsync("new");
        await bob.SayAsync("answer");
        await Expect(bob.UnreadLine).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_looks_at_the_end_has_no_line()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");

        await ann.SayAsync("one", "two");

        await bob.ShowsAsync("one", "two");
        await Expect(bob.UnreadLine).ToHaveCountAsync(0);
        await Expect(bob.Page).ToHaveTitleAsync("lobby · AkkaChat");
    }

    [Fact]
    public async Task The_mark_that_the_server_keeps_sets_the_line_and_what_is_seen_is_told_once()
    {
        var marks = new List<long>();
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        foreach (var n in new[] { 1, 2, 3, 4 })
            await bob.PostAsync($"m{n}", $"message {n}");
        wire.Answer = request =>
        {
            if ((string?)request["type"] != "read")
                return null;
            lock (marks)
                marks.Add((long)request["seq"]!);
            return new { type = "ok" };
        };
        wire.Changes = frame =>
        {
            if ((string?)frame["type"] == "joined")
                frame["read"] = 2;
        };

        await ann.ReloadAsync();

        await Expect(ann.Page.Locator("unread-line + chat-message .text")).ToHaveTextAsync("message 3");
        await Await.UntilAsync(() => { lock (marks) return marks.Contains(4); }, "the mark to be told");
        await bob.PostAsync("m5", "message 5");
        await Await.UntilAsync(() => { lock (marks) return marks.Contains(5); }, "the next mark to be told");
        lock (marks)
            Assert.Equal([4, 5], marks.Where(m => m > 2)); // The first two may have been told before the page came anew.
    }

    [Fact]
    public async Task Who_comes_back_begins_where_they_stopped()
    {
        var ann = await EnterAsync("Ann");
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        await bob.PostAsync("m1", "seen");
        await ann.ShowsAsync("seen");
        await using var elsewhere = await SameAsync(ann);
        await Await.UntilAsync(async () => await MarkAsync(elsewhere) == 1, "the mark to be told");
        await ann.Page.GotoAsync("about:blank");
        await bob.PostAsync("m2", "new");
        await bob.PostAsync("m3", "newer");

        await ann.Page.GotoAsync(Server.Http.ToString());

        await Expect(ann.Page.Locator("unread-line + chat-message .text")).ToHaveTextAsync("new");
        await Await.UntilAsync(async () => await MarkAsync(elsewhere) == 3, "the next mark to be told");
    }

    [Fact]
    public async Task What_one_tab_shows_is_not_new_in_the_other()
    {
        var seen = await EnterAsync("Ann");
        var hidden = await OpenTabAsync(seen);
        await hidden.IsConnectedAsync();
        await hidden.Page.EvaluateAsync(LookAway);
        await seen.Page.EvaluateAsync(LookAway);
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        await bob.PostAsync("m1", "new");
        await Expect(hidden.Page).ToHaveTitleAsync("(1) lobby · AkkaChat");

        await seen.Page.EvaluateAsync(LookBack);

        await Expect(hidden.Page).ToHaveTitleAsync("lobby · AkkaChat");
        await Expect(hidden.UnreadLine).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_read_elsewhere_is_not_new_here()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        await bob.PostAsync("m1", "seen");
        await ann.ShowsAsync("seen");
        await ann.Page.EvaluateAsync(LookAway);
        await bob.PostAsync("m2", "new");
        await Expect(ann.UnreadLine).ToHaveCountAsync(1);

        wire.Push(new { type = "read", room = "lobby", seq = 2 });

        await Expect(ann.UnreadLine).ToHaveCountAsync(0);
        await Expect(ann.Page).ToHaveTitleAsync("lobby · AkkaChat");
    }

    [Fact]
    public async Task Much_that_is_new_begins_at_the_line_and_counts_down_to_the_end()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        for (var n = 1; n <= 120; n++)
            await bob.PostAsync($"m{n}", $"message {n}");
        wire.Changes = frame =>
        {
            if ((string?)frame["type"] == "joined")
                frame["read"] = 100;
        };

        await ann.ReloadAsync();
        await Expect(ann.Message("message 101")).ToBeInViewportAsync();
        await Expect(ann.UnreadLine).ToBeInViewportAsync();
        await Expect(ann.Page.Locator(".news")).ToHaveTextAsync("20 new messages");

        await ann.Page.Locator(".news").ClickAsync();
        await Expect(ann.Page).ToHaveTitleAsync("lobby · AkkaChat");
    }

    [Fact]
    public async Task A_line_that_is_far_up_can_be_reached()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        for (var n = 1; n <= 160; n++)
            await bob.PostAsync($"m{n}", $"message {n}");
        wire.Changes = frame =>
        {
            if ((string?)frame["type"] == "joined")
                frame["read"] = 20;
        };

        await ann.ReloadAsync();
        await ann.Page.Locator(".to-line").ClickAsync();

        await Expect(ann.UnreadLine).ToBeInViewportAsync();
        await Expect(ann.Page.Locator("unread-line + chat-message .text")).ToHaveTextAsync("message 21");
        await Expect(ann.Page.Locator(".to-line")).ToBeHiddenAsync();
    }

    /// <summary>Another device of the same person.</summary>
    private async Task<JsonChatClient> SameAsync(ChatPage page)
    {
        var identity = await page.Page.EvaluateAsync<string>("() => localStorage.getItem('akkachat.identity')");
        var client = await JsonChatClient.ConnectAsync(Server.WebSocket);
        await client.AskAsync(new { type = "hello", token = (string)JsonNode.Parse(identity)!["token"]! });
        return client;
    }

    private static async Task<long?> MarkAsync(JsonChatClient client) =>
        (long?)(await client.AskAsync(new { type = "join", room = "lobby" }))["read"];
}
