using AkkaChat.Testing;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class HistoryTests(Chromium chromium) : PageTest(chromium)
{
    private const int Many = 180;

    private JsonChatClient bob = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        for (var n = 1; n <= Many; n++)
            await bob.PostAsync($"m{n}", $"message {n}");
    }

    [Fact]
    public async Task Older_messages_come_when_one_scrolls_up()
    {
        var ann = await EnterAsync("Ann");
        await Expect(ann.Texts.Last).ToHaveTextAsync($"message {Many}");

        await Await.UntilAsync(
            async () =>
            {
                await ann.Scroller.EvaluateAsync("list => list.scrollTop = 0");
                return await ann.Texts.CountAsync() == Many;
            },
            "all messages to be loaded");

        await ann.ShowsAsync(Enumerable.Range(1, Many).Select(n => $"message {n}"));
        await Expect(ann.Page.Locator("list-start")).ToHaveTextAsync("This is the beginning of lobby.");
    }

    [Fact]
    public async Task The_message_one_reads_stays_where_it_is_while_older_ones_come()
    {
        var ann = await EnterAsync("Ann");
        await Expect(ann.Texts.Last).ToHaveTextAsync($"message {Many}");

        // In one go: where the first message shown stands, before and after older ones were put above it.
        var moved = await ann.Page.EvaluateAsync<double>("""
            () => new Promise(resolve => {
              const list = document.querySelector('.scroller')
              const messages = document.querySelectorAll('chat-message')
              const read = messages[10], count = messages.length
              list.scrollTop = 100
              list.addEventListener('scroll', () => {
                const before = read.getBoundingClientRect().top
                new MutationObserver((_, observer) => requestAnimationFrame(() => {
                  if (document.querySelectorAll('chat-message').length === count) return
                  observer.disconnect()
                  resolve(read.getBoundingClientRect().top - before)
                })).observe(document.querySelector('.log'), { childList: true })
              }, { once: true })
            })
            """);

        Assert.InRange(moved, -1, 1);
    }

    [Fact]
    public async Task New_messages_do_not_move_who_reads_older_ones_but_are_told()
    {
        var ann = await EnterAsync("Ann");
        await Expect(ann.Texts.Last).ToHaveTextAsync($"message {Many}");
        await ann.Scroller.EvaluateAsync("list => list.scrollTop = list.scrollHeight / 2");
        var news = ann.Page.Locator(".news");
        await Expect(news).ToBeVisibleAsync(); // The page has seen that its reader went up: only then is what comes news.
        await Expect(news).ToHaveTextAsync("To the newest");

        await bob.PostAsync("n1", "news 1");
        await bob.PostAsync("n2", "news 2");
        await Expect(news).ToHaveTextAsync("2 new messages");
        await Expect(ann.Texts.Last).Not.ToBeInViewportAsync();

        await news.ClickAsync();
        await Expect(ann.Texts.Last).ToBeInViewportAsync();
        await Expect(ann.Texts.Last).ToHaveTextAsync("news 2");
        await Expect(news).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_end_stays_in_sight_while_one_is_there()
    {
        var ann = await EnterAsync("Ann");
        await Expect(ann.Texts.Last).ToHaveTextAsync($"message {Many}");

        await bob.PostAsync("n1", $"news{string.Concat(Enumerable.Repeat("\nline", 30))}\nthe end");

        await Expect(ann.Texts.Last).ToContainTextAsync("the end");
        await Await.UntilAsync(
            () => ann.Scroller.EvaluateAsync<bool>("list => list.scrollHeight - list.scrollTop - list.clientHeight < 2"),
            "the list to be at its end");
    }
}
