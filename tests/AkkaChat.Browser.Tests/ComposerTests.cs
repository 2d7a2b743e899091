using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class ComposerTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Shift_and_Enter_make_a_new_line_and_Enter_sends()
    {
        var ann = await EnterAsync("Ann");

        await ann.Composer.PressSequentiallyAsync("first");
        await ann.Composer.PressAsync("Shift+Enter");
        await ann.Composer.PressSequentiallyAsync("second");
        await Expect(ann.Texts).ToHaveCountAsync(0);
        await ann.Composer.PressAsync("Enter");

        await ann.ShowsAsync("first\nsecond");
        await Expect(ann.Composer).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Enter_while_an_input_method_composes_does_not_send()
    {
        var ann = await EnterAsync("Ann");
        await ann.Composer.FocusAsync();
        var browser = await ann.Page.Context.NewCDPSessionAsync(ann.Page);

        await browser.SendAsync("Input.imeSetComposition", new() { ["text"] = "にほん", ["selectionStart"] = 3, ["selectionEnd"] = 3 });
        await Expect(ann.Composer).ToHaveValueAsync("にほん");
        // The key that confirms the composition: the page hears of it, and the text gets nothing from it.
        await browser.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Enter", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 13 });
        await browser.SendAsync("Input.insertText", new() { ["text"] = "日本" });
        await Expect(ann.Composer).ToHaveValueAsync("日本");
        await ann.Page.Keyboard.PressAsync("Enter");

        await ann.ShowsAsync("日本");
    }

    [Fact]
    public async Task Blank_messages_are_not_sent()
    {
        var ann = await EnterAsync("Ann");

        await ann.SayAsync("", "   ", "said");

        await ann.ShowsAsync("said");
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_told_before_it_is_sent_and_kept()
    {
        var ann = await EnterAsync("Ann");
        var text = new string('x', 16 * 1024 + 5);

        await ann.SayAsync(text);

        await Expect(ann.Page.Locator(".hint")).ToContainTextAsync("5 bytes too long");
        await Expect(ann.Composer).ToHaveValueAsync(text);
        await ann.SayAsync(text[5..]);
        await ann.ShowsAsync(text[5..]);
    }

    [Fact]
    public async Task What_is_begun_survives_a_reload()
    {
        var ann = await EnterAsync("Ann");
        await ann.Composer.FillAsync("not yet sa");

        await ann.ReloadAsync();

        await Expect(ann.Composer).ToHaveValueAsync("not yet sa");
    }
}
