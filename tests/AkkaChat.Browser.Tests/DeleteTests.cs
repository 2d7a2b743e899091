using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class DeleteTests(Chromium chromium) : PageTest(chromium)
{
    private const string Gone = "This message was deleted.";

    [Fact]
    public async Task A_deleted_message_leaves_its_place_for_everybody()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("one", "a slip", "three");
        await bob.ShowsAsync("one", "a slip", "three");
        await bob.ReactAsync("a slip", "👀");
        await Expect(ann.Chips).ToHaveCountAsync(1);

        await ann.ChooseAsync("a slip", "Delete…");
        await Expect(ann.Page.Locator("delete-dialog blockquote")).ToHaveTextAsync("a slip");
        await ann.Page.Locator("delete-dialog .danger").ClickAsync();

        foreach (var page in new[] { ann, bob, await EnterAsync("Cara") })
        {
            await page.ShowsAsync("one", Gone, "three");
            await Expect(page.Chips).ToHaveCountAsync(0);
        }
        await bob.Message(Gone).HoverAsync();
        await Expect(bob.Message(Gone).Locator("message-toolbar")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Deleting_is_asked_first()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("kept");
        await ann.HasSentAllAsync();

        await ann.ChooseAsync("kept", "Delete…");
        await ann.Page.Keyboard.PressAsync("Escape");

        await Expect(ann.Page.Locator("delete-dialog dialog")).ToBeHiddenAsync();
        await ann.SayAsync("after");
        await ann.ShowsAsync("kept", "after");
    }
}
