using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class ReactionTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Reactions_are_counted_and_say_whose_they_are()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("done");
        await bob.ShowsAsync("done");

        await bob.ReactAsync("done", "🎉");
        await Expect(ann.Chips).ToHaveTextAsync(["🎉1"]);
        await Expect(ann.Chips).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(ann.Chips).ToHaveAttributeAsync("title", "Bob reacted with 🎉");
        await ann.Chips.ClickAsync();

        await Expect(bob.Chips).ToHaveTextAsync(["🎉2"]);
        await Expect(bob.Chips).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(ann.Chips).ToHaveAttributeAsync("aria-label", "You and Bob reacted with 🎉");
    }

    [Fact]
    public async Task A_click_on_ones_own_reaction_takes_it_back()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("done");
        await ann.ReactAsync("done", "👍");
        await Expect(bob.Chips).ToHaveTextAsync(["👍1"]);

        await ann.Chips.ClickAsync();

        await Expect(bob.Chips).ToHaveCountAsync(0);
        await Expect(ann.Chips).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Any_other_emoji_can_be_entered_and_nothing_else()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("done");
        await ann.HasSentAllAsync();
        await ann.ChooseAsync("done", "React…");

        var input = ann.Page.Locator("#emoji");
        await input.FillAsync("ok");
        await input.PressAsync("Enter");
        await Expect(ann.Page.Locator(".picker .refused")).ToHaveTextAsync("Please enter a single emoji.");
        await input.FillAsync(" 🧑🏽‍🚀 ");
        await input.PressAsync("Enter");

        await Expect(ann.Chips).ToHaveTextAsync(["🧑🏽‍🚀1"]);
        await ann.ReloadAsync();
        await Expect(ann.Chips).ToHaveTextAsync(["🧑🏽‍🚀1"]);
        await Expect(ann.Chips).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Who_was_away_sees_what_changed_meanwhile()
    {
        var ann = await EnterAsync("Ann");
        var (bob, wire) = await EnterThroughWireAsync("Bob");
        await ann.SayAsync("one", "two", "three");
        await bob.ShowsAsync("one", "two", "three");
        await wire.CutAsync();
        await bob.IsInTroubleAsync();

        await ann.ReactAsync("one", "👍");
        await ann.ReactAsync("one", "✅");
        await ann.ChooseAsync("two", "Edit");
        await ann.SayAsync("changed");
        await ann.ChooseAsync("three", "Delete…");
        await ann.Page.Locator("delete-dialog .danger").ClickAsync();
        await ann.ShowsAsync("one", "changed", "This message was deleted.");
        wire.Join();

        await bob.ShowsAsync("one", "changed", "This message was deleted.");
        await Expect(bob.Chips).ToHaveTextAsync(["👍1", "✅1"]);
    }
}
