using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class TalkTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task Two_pages_talk()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");

        await ann.SayAsync("Hello Bob");
        await bob.ShowsAsync("Hello Bob");
        await bob.SayAsync("Hello Ann");

        await ann.ShowsAsync("Hello Bob", "Hello Ann");
        await bob.ShowsAsync("Hello Bob", "Hello Ann");
        await Expect(bob.Page.Locator("chat-message:not(.own) .author")).ToHaveTextAsync("Ann");
        await ann.HasSentAllAsync();
    }

    [Fact]
    public async Task A_room_of_another_name_is_another_conversation()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob", path: "?room=garden");
        await ann.SayAsync("in the lobby");
        await bob.SayAsync("in the garden");

        await bob.ShowsAsync("in the garden");
        await ann.ShowsAsync("in the lobby");
    }

    [Theory]
    [InlineData("<b>bold</b> <script>document.title='x'</script> <img src=x onerror=\"document.title='x'\">")]
    [InlineData("</div></chat-message><iframe srcdoc=\"<script>parent.document.title='x'</script>\">")]
    [InlineData("'single' \"double\" `back` &amp; &lt; \\n {{x}} ${x} %3Cb%3E")]
    [InlineData("first line\n\n    third, indented\n\tand a tab")]
    [InlineData("👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 שלום \u202eright to left\u202c 漢字")]
    public async Task A_text_is_shown_as_it_was_written(string text)
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");

        await ann.SayAsync(text);

        await bob.ShowsAsync(text);
        Assert.Equal(text, await bob.Texts.EvaluateAsync<string>("text => text.textContent"));
        Assert.Equal([text], await StoredTextsAsync());
        Assert.Equal(0, await bob.Page.Locator("chat-message :is(b, script, img, iframe)").CountAsync());
        await Expect(bob.Page).ToHaveTitleAsync("lobby · AkkaChat");
    }

    [Fact]
    public async Task Only_web_addresses_become_links()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("See https://example.org/a?b=(c), javascript:alert(1) and data:text/html,x or http://[bad");

        var link = ann.Page.Locator("chat-message a");
        await Expect(link).ToHaveTextAsync("https://example.org/a?b=(c)");
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
    }

    [Fact]
    public async Task A_reload_keeps_the_conversation()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("one", "two", "three");
        await ann.HasSentAllAsync();

        await ann.ReloadAsync();

        await ann.ShowsAsync("one", "two", "three");
        await ann.IsConnectedAsync();
    }

    [Fact]
    public async Task A_reload_right_after_Enter_loses_nothing()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("one", "two", "three");

        await ann.ReloadAsync();

        await ann.ShowsAsync("one", "two", "three");
        await ann.HasSentAllAsync();
    }

    [Fact]
    public async Task Messages_of_one_author_share_a_heading()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("one", "two");
        await bob.ShowsAsync("one", "two");
        await bob.SayAsync("three");

        await ann.ShowsAsync("one", "two", "three");
        await Expect(ann.Page.Locator("chat-message.heads .text")).ToHaveTextAsync(["one", "three"]);
        await Expect(ann.Page.Locator("day-line")).ToHaveTextAsync("Today");
    }

    [Fact]
    public async Task A_hidden_page_counts_what_is_unread_in_its_title()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await bob.Page.EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }); document.dispatchEvent(new Event('visibilitychange')) }");

        await ann.SayAsync("one", "two");
        await Expect(bob.Page).ToHaveTitleAsync("(2) lobby · AkkaChat");

        await bob.Page.EvaluateAsync("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')) }");
        await Expect(bob.Page).ToHaveTitleAsync("lobby · AkkaChat");
    }
}
