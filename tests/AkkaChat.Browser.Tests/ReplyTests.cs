using AkkaChat.Testing;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class ReplyTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task An_answer_quotes_what_it_answers_and_leads_there()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("Shall we?\nTomorrow, I mean.");
        await bob.ShowsAsync("Shall we?\nTomorrow, I mean.");

        await bob.Message("Shall we?\nTomorrow, I mean.").HoverAsync();
        await bob.Page.Locator("message-toolbar .reply").ClickAsync();
        await Expect(bob.Note).ToContainTextAsync("Replying to Ann");
        await Expect(bob.Composer).ToBeFocusedAsync();
        await bob.SayAsync("Yes.");

        await Expect(bob.Note).ToBeEmptyAsync();
        var quote = ann.Message("Yes.").Locator("message-quote button");
        await Expect(quote).ToHaveTextAsync("In reply to YouShall we? Tomorrow, I mean.");
        await quote.ClickAsync();
        await Expect(ann.Page.Locator("chat-message").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Escape_makes_it_a_message_of_its_own_again()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("one");
        await ann.HasSentAllAsync();
        await ann.Composer.FillAsync("two");

        await ann.Message("one").HoverAsync();
        await ann.Page.Locator("message-toolbar .reply").ClickAsync();
        await ann.Composer.PressAsync("Escape");
        await Expect(ann.Composer).ToHaveValueAsync("two");
        await ann.Composer.PressAsync("Enter");

        await ann.ShowsAsync("one", "two");
        await Expect(ann.Page.Locator("message-quote button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_quote_follows_what_becomes_of_the_message()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("helo");
        await bob.ReplyAsync("helo", "an answer");
        var quote = bob.Message("an answer").Locator("message-quote");
        await Expect(quote).ToContainTextAsync("helo");
        await Expect(ann.Message("an answer")).ToBeVisibleAsync();

        await ann.ChooseAsync("helo", "Edit");
        await ann.SayAsync("hello");
        await Expect(quote).ToContainTextAsync("hello");

        await ann.ChooseAsync("hello", "Delete…");
        await ann.Page.Locator("delete-dialog .danger").ClickAsync();
        await Expect(quote).ToContainTextAsync("deleted message");
    }

    [Fact]
    public async Task What_is_far_up_is_quoted_and_reached_and_there_is_a_way_back()
    {
        const int Many = 160;
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        for (var n = 1; n <= Many; n++)
            await bob.PostAsync($"m{n}", $"message {n}");
        await bob.AskAsync(new { type = "send", room = "lobby", id = "answer", text = "an answer", replyTo = 7 });
        var ann = await EnterAsync("Ann");

        var quote = ann.Message("an answer").Locator("message-quote button");
        await Expect(quote).ToContainTextAsync("message 7");
        await bob.AskAsync(new { type = "edit", room = "lobby", id = "edit", target = 7, text = "message seven" });
        await Expect(quote).ToContainTextAsync("message seven");
        await quote.ClickAsync();
        await Expect(ann.Message("message seven")).ToBeInViewportAsync();
        await Expect(ann.Message("message seven")).ToBeFocusedAsync();

        // Far from the end, what comes is told, not put where it does not belong.
        await bob.PostAsync("late", "the newest");
        await Expect(ann.Page.Locator(".news")).ToHaveTextAsync("1 new message");
        await Expect(ann.Message("the newest")).ToHaveCountAsync(0);
        await ann.Page.Locator(".news").ClickAsync();
        await Expect(ann.Message("the newest")).ToBeInViewportAsync();
        await ann.SayAsync("back again");
        await Expect(ann.Texts.Last).ToHaveTextAsync("back again");
    }

    [Fact]
    public async Task Scrolling_down_from_far_up_leads_to_the_newest_without_a_gap()
    {
        const int Many = 160;
        await using var bob = await JsonChatClient.JoinedAsync(Server.WebSocket, "Bob");
        for (var n = 1; n <= Many; n++)
            await bob.PostAsync($"m{n}", $"message {n}");
        await bob.AskAsync(new { type = "send", room = "lobby", id = "answer", text = "an answer", replyTo = 1 });
        var ann = await EnterAsync("Ann");
        await ann.Message("an answer").Locator("message-quote button").ClickAsync();
        await Expect(ann.Message("message 1")).ToBeInViewportAsync();

        await Await.UntilAsync(
            async () =>
            {
                await ann.Scroller.EvaluateAsync("list => list.scrollTop = list.scrollHeight");
                return await ann.Message("an answer").CountAsync() == 1;
            },
            "the end to be reached");

        await ann.ShowsAsync([.. Enumerable.Range(1, Many).Select(n => $"message {n}"), "an answer"]);
        await bob.PostAsync("live", "live again");
        await Expect(ann.Texts.Last).ToHaveTextAsync("live again");
    }
}
