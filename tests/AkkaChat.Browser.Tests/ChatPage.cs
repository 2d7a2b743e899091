using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

/// <summary>The page as a person uses it.</summary>
public sealed class ChatPage(IPage page)
{
    public IPage Page => page;

    public ILocator NameInput => page.Locator("#name");

    public ILocator NameRefusal => page.Locator("#refused");

    public ILocator Composer => page.Locator("#message");

    /// <summary>The texts of all messages shown, in their order.</summary>
    public ILocator Texts => page.Locator("chat-message .text");

    /// <summary>The message that shows a text; also a deleted one, by the words in its place.</summary>
    public ILocator Message(string text) => page.Locator("chat-message").Filter(new() { Has = page.Locator(".text", new() { HasTextRegex = Exactly(text) }) });

    public ILocator Waiting => page.Locator("chat-message[data-state=waiting]");

    public ILocator Failed => page.Locator("chat-message[data-state=failed]");

    public ILocator Chips => page.Locator("reaction-row .chip");

    /// <summary>Above the composer: what is answered or edited.</summary>
    public ILocator Note => page.Locator("composer-note");

    public ILocator UnreadLine => page.Locator("unread-line");

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

    /// <summary>Chooses from the menu of a message, as one does with a mouse.</summary>
    public async Task ChooseAsync(string text, string action)
    {
        await Message(text).HoverAsync();
        await Message(text).Locator("message-toolbar .more").ClickAsync();
        await page.Locator(".at-message").GetByText(action, new() { Exact = true }).ClickAsync();
    }

    /// <summary>Reacts with an emoji of the picker.</summary>
    public async Task ReactAsync(string text, string emoji)
    {
        await Message(text).HoverAsync();
        await Message(text).Locator("message-toolbar .react").ClickAsync();
        await page.Locator(".picker").GetByText(emoji, new() { Exact = true }).ClickAsync();
    }

    public async Task ReplyAsync(string text, string answer)
    {
        await Message(text).HoverAsync();
        await Message(text).Locator("message-toolbar .reply").ClickAsync();
        await SayAsync(answer);
    }

    public async Task ReloadAsync()
    {
        await page.ReloadAsync();
        await Composer.WaitForAsync();
    }

    // A plain string would be compared with its white space squeezed.
    private static Regex Exactly(string text) => new($@"^{Regex.Escape(text)}$");
}
