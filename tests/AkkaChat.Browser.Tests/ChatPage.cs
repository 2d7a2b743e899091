using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

/// <summary>The page as a person uses it.</summary>
public sealed class ChatPage(IPage page)
{
    public IPage Page => page;

    public ILocator NameInput => page.Locator("#name");

    public ILocator NameRefusal => page.Locator(".refused");

    public ILocator Composer => page.Locator("#message");

    /// <summary>The texts of all messages shown, in their order.</summary>
    public ILocator Texts => page.Locator("chat-message .text");

    public ILocator Waiting => page.Locator("chat-message[data-state=waiting]");

    public ILocator Failed => page.Locator("chat-message[data-state=failed]");

    public ILocator Status => page.Locator("chat-header connection-status");

    public ILocator Typing => page.Locator("typing-line");

    public ILocator People => page.Locator("people-panel .name");

    public ILocator Scroller => page.Locator(".scroller");

    public async Task EnterAsync(string name)
    {
        await NameInput.FillAsync(name);
        await NameInput.PressAsync("Enter");
        await IsConnectedAsync();
    }

    public Task IsConnectedAsync() => Expect(Status).ToHaveAttributeAsync("data-tone", "good");

    public Task IsInTroubleAsync() => Expect(Status).ToHaveAttributeAsync("data-tone", "trouble");

    public async Task SayAsync(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            await Composer.FillAsync(text);
            await Composer.PressAsync("Enter");
        }
    }

    /// <summary>Waits until exactly these messages are shown, in this order.</summary>
    public Task ShowsAsync(params IEnumerable<string> texts) => Expect(Texts).ToHaveTextAsync(texts.Select(Exactly));

    /// <summary>Waits until every message written is stored.</summary>
    public async Task HasSentAllAsync()
    {
        // What was just written is shown within a frame.
        await page.EvaluateAsync("() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))");
        await Expect(Waiting).ToHaveCountAsync(0);
        await Expect(Failed).ToHaveCountAsync(0);
    }

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await Composer.WaitForAsync();
    }

    // A plain string would be compared with its white space squeezed.
    private static Regex Exactly(string text) => new($@"^{Regex.Escape(text)}$");
}
