using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class PeopleTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Who_comes_and_goes_is_seen()
    {
        var ann = await EnterAsync("Ann");
        await Expect(ann.People).ToHaveTextAsync(["Ann"]);

        var bob = await EnterAsync("Bob");
        await Expect(ann.People).ToHaveTextAsync(["Ann", "Bob"]);
        await Expect(ann.Page.Locator("people-panel h2")).ToHaveTextAsync("People here · 2");

        await bob.Page.CloseAsync();
        await Expect(ann.People).ToHaveTextAsync(["Ann"]);
    }

    [Fact]
    public async Task Who_types_is_seen_until_the_message_comes()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");

        await bob.Composer.PressSequentiallyAsync("wait");
        await Expect(ann.Typing).ToHaveTextAsync("Bob is typing…");
        await Expect(bob.Typing).ToBeEmptyAsync();
        await bob.Composer.PressAsync("Enter");

        await ann.ShowsAsync("wait");
        await Expect(ann.Typing).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Who_stops_typing_is_forgotten()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        var cara = await EnterAsync("Cara");

        await bob.Composer.PressSequentiallyAsync("never mind");
        await cara.Composer.PressSequentiallyAsync("never mind");

        await Expect(ann.Typing).ToHaveTextAsync("Bob and Cara are typing…");
        await Expect(ann.Typing).ToBeEmptyAsync();
    }
}
