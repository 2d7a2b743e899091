using AkkaChat.Testing;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

/// <summary>Edits, deletions and reactions wait for the server as messages do.</summary>
public sealed class CommandTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task What_was_changed_offline_shows_at_once_survives_a_reload_and_is_stored_once()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("one", "two", "three");
        await bob.ShowsAsync("one", "two", "three");
        await wire.CutAsync();
        await ann.IsInTroubleAsync();

        await ann.ReactAsync("one", "👍");
        await ann.ChooseAsync("two", "Edit");
        await ann.SayAsync("changed");
        await ann.ChooseAsync("three", "Delete…");
        await ann.Page.Locator("delete-dialog .danger").ClickAsync();
        await ann.SayAsync("four");
        await ann.ShowsAsync("one", "changed", "This message was deleted.", "four");
        await Expect(ann.Chips).ToHaveTextAsync(["👍1"]);
        await ann.ReloadAsync();
        wire.Join();

        foreach (var page in new[] { ann, bob })
        {
            await page.ShowsAsync("one", "changed", "This message was deleted.", "four");
            await Expect(page.Chips).ToHaveTextAsync(["👍1"]);
        }
        Assert.Equal(["posted", "posted", "posted", "reacted", "edited", "deleted", "posted"], await LoggedKindsAsync());
    }

    [Fact]
    public async Task An_edit_whose_reply_was_lost_is_stored_once()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await ann.SayAsync("helo");
        await ann.HasSentAllAsync();
        wire.Loses = _ => true;

        await ann.Composer.PressAsync("ArrowUp");
        await ann.SayAsync("hello");
        await Await.UntilAsync(async () => (await StoredTextsAsync()).SequenceEqual(["hello"]), "the edit to be stored");
        await wire.CutAsync();
        wire.Loses = _ => false;
        wire.Join();

        await ann.IsConnectedAsync();
        await Expect(ann.Page.Locator("message-fate[data-state=waiting]")).ToHaveCountAsync(0);
        await ann.ShowsAsync("hello");
        Assert.Equal(["posted", "edited"], await LoggedKindsAsync());
    }

    [Fact]
    public async Task A_change_that_is_refused_says_why_and_can_be_tried_again()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await ann.SayAsync("helo");
        await ann.HasSentAllAsync();
        wire.Answer = request => (string?)request["type"] == "edit" ? new { type = "error", code = "muted", message = "no" } : null;

        await ann.Composer.PressAsync("ArrowUp");
        await ann.SayAsync("hello");

        var fate = ann.Page.Locator("message-fate");
        await Expect(fate).ToContainTextAsync("Not edited. You are muted in this room.");
        await ann.ShowsAsync("helo");
        await ann.SayAsync("let me pass");
        await ann.ShowsAsync("helo", "let me pass");
        wire.Answer = _ => null;
        await fate.GetByText("Retry").ClickAsync();
        await ann.ShowsAsync("hello", "let me pass");
        await Expect(ann.Page.Locator("message-fate:visible")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_change_of_what_was_deleted_meanwhile_says_so_and_can_be_dismissed()
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        await ann.SayAsync("said");
        await ann.HasSentAllAsync();
        wire.Answer = request => (string?)request["type"] == "react" ? new { type = "error", code = "not_found", message = "target: deleted" } : null;

        await ann.ReactAsync("said", "👍");

        await Expect(ann.Page.Locator("message-fate")).ToContainTextAsync("Your reaction 👍 was not stored. The message was deleted.");
        await Expect(ann.Chips).ToHaveCountAsync(0);
        await ann.Page.GetByText("Dismiss").ClickAsync();
        await Expect(ann.Page.Locator("message-fate:visible")).ToHaveCountAsync(0);
    }
}
