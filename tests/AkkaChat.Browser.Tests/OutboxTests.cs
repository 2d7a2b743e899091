using AkkaChat.Testing;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class OutboxTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task What_was_written_offline_survives_a_reload_and_is_sent_once()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await wire.CutAsync();
        await ann.ReloadAsync();
        await ann.IsInTroubleAsync();
        await ann.SayAsync("one", "two", "three");
        await Expect(ann.Waiting).ToHaveCountAsync(3);

        await ann.ReloadAsync();
        await Expect(ann.Waiting.Locator(".text")).ToHaveTextAsync(["one", "two", "three"]);
        wire.Join();

        await ann.HasSentAllAsync();
        await ann.ShowsAsync("one", "two", "three");
        Assert.Equal(["one", "two", "three"], await StoredTextsAsync());
    }

    [Fact]
    public async Task Two_tabs_share_what_waits_and_send_it_once()
    {
        var first = await EnterAsync("Ann");
        var second = await OpenTabAsync(first);
        await second.IsConnectedAsync();
        await Server.KillAsync();
        await first.IsInTroubleAsync();
        await second.IsInTroubleAsync();
        await first.SayAsync("from the first");
        await Expect(second.Waiting).ToHaveCountAsync(1);
        await second.SayAsync("from the second");
        await Expect(first.Waiting).ToHaveCountAsync(2);

        await Server.StartAgainAsync();

        foreach (var tab in new[] { first, second })
        {
            await tab.HasSentAllAsync();
            await tab.ShowsAsync("from the first", "from the second");
        }
        Assert.Equal(["from the first", "from the second"], await StoredTextsAsync());
    }

    [Fact]
    public async Task A_message_whose_reply_was_lost_is_stored_once()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        // The server gets the message; its reply and whatever comes after it don't come back.
        wire.Loses = _ => true;

        await ann.SayAsync("only once");
        await Await.UntilAsync(async () => (await StoredTextsAsync()).Count == 1, "the message to be stored");
        await Expect(ann.Waiting).ToHaveCountAsync(1);
        await wire.CutAsync();
        wire.Loses = _ => false;
        wire.Join();

        await ann.HasSentAllAsync();
        await ann.ShowsAsync("only once");
        Assert.Equal(["only once"], await StoredTextsAsync());
    }

    [Fact]
    public async Task A_message_the_server_refuses_says_why_and_lets_the_others_pass()
    {
        var ann = await EnterRefusedAsync("muted");
        await ann.SayAsync("refuse me", "let me pass");

        await Expect(ann.Failed).ToContainTextAsync("Not sent. You are muted in this room.");
        await Expect(ann.Failed.Locator(".text")).ToHaveTextAsync("refuse me");
        await Expect(ann.Message("let me pass")).ToBeVisibleAsync(); // What was just written is shown within a frame.
        await Expect(ann.Waiting).ToHaveCountAsync(0);
        Assert.Equal(["let me pass"], await StoredTextsAsync());

        await ann.Failed.GetByText("Delete").ClickAsync();
        await ann.ShowsAsync("let me pass");
    }

    [Fact]
    public async Task A_refused_message_can_be_tried_again()
    {
        var ann = await EnterRefusedAsync("too_large", times: 1);
        await ann.SayAsync("refuse me");

        await ann.Failed.GetByText("Retry").ClickAsync();

        await ann.HasSentAllAsync();
        Assert.Equal(["refuse me"], await StoredTextsAsync());
    }

    [Fact]
    public async Task Writing_too_fast_only_takes_longer()
    {
        var ann = await EnterRefusedAsync("rate_limited", times: 2);
        await ann.SayAsync("refuse me", "and me after it");

        await ann.HasSentAllAsync();
        await ann.ShowsAsync("refuse me", "and me after it");
        Assert.Equal(["refuse me", "and me after it"], await StoredTextsAsync());
    }

    [Fact]
    public async Task A_browser_that_keeps_nothing_still_chats()
    {
        var ann = await VisitAsync();
        await ann.Page.AddInitScriptAsync("""
            for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
              Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError') } })
            """);
        await ann.Page.ReloadAsync();
        await ann.EnterAsync("Ann");

        await ann.SayAsync("one", "two");

        await ann.HasSentAllAsync();
        Assert.Equal(["one", "two"], await StoredTextsAsync());
    }

    /// <summary>A page that came in through a wire, where what says "refuse me" gets an error.</summary>
    private async Task<ChatPage> EnterRefusedAsync(string code, int times = int.MaxValue)
    {
        var (page, wire) = await EnterThroughWireAsync("Ann");
        wire.Answer = request => (string?)request["text"] == "refuse me" && times-- > 0
            ? new { type = "error", code, message = "no", retryAfterMs = 300 }
            : null;
        return page;
    }
}
