using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class EditTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task The_up_arrow_in_an_empty_box_edits_ones_newest_message()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("older", "helo");
        await bob.ShowsAsync("older", "helo");
        await bob.SayAsync("from Bob");
        await ann.ShowsAsync("older", "helo", "from Bob");

        await ann.Composer.PressAsync("ArrowUp");
        await Expect(ann.Note).ToContainTextAsync("Editing your message");
        await Expect(ann.Composer).ToHaveValueAsync("helo");
        await ann.SayAsync("hello");

        await bob.ShowsAsync("older", "hello", "from Bob");
        await ann.ShowsAsync("older", "hello", "from Bob");
        await Expect(ann.Note).ToBeEmptyAsync();
        foreach (var page in new[] { ann, bob })
        {
            await Expect(page.Message("hello").Locator(".edited")).ToContainTextAsync("edited");
            await Expect(page.Message("hello").Locator(".edited")).ToHaveAttributeAsync("title", new Regex("^Edited .*20"));
        }
        Assert.Equal(["older", "hello", "from Bob"], await StoredTextsAsync());
    }

    [Fact]
    public async Task Escape_leaves_all_as_it_was_and_what_was_begun_comes_back()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("said");
        await ann.HasSentAllAsync();
        await ann.Composer.FillAsync("begun");

        await ann.ChooseAsync("said", "Edit");
        await Expect(ann.Composer).ToBeFocusedAsync();
        await ann.Composer.FillAsync("changed");
        await ann.Composer.PressAsync("Escape");

        await Expect(ann.Composer).ToHaveValueAsync("begun");
        await Expect(ann.Note).ToBeEmptyAsync();
        await ann.ShowsAsync("said");
    }

    [Fact]
    public async Task An_edit_that_leaves_nothing_offers_to_delete()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("said");
        await ann.HasSentAllAsync();

        await ann.Composer.PressAsync("ArrowUp");
        await ann.SayAsync("");
        await ann.Page.GetByText("Keep", new() { Exact = true }).ClickAsync();
        await ann.ShowsAsync("said");
        await ann.Composer.PressAsync("Enter");
        await ann.Page.Locator("delete-dialog .danger").ClickAsync();

        await ann.ShowsAsync("This message was deleted.");
        await Expect(ann.Note).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Only_ones_own_messages_can_be_edited_and_deleted()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("said");
        await bob.ShowsAsync("said");

        await bob.Message("said").HoverAsync();
        await bob.Message("said").Locator(".more").ClickAsync();
        await Expect(bob.Page.Locator(".at-message button")).ToHaveTextAsync(["React…", "Reply", "Copy text"]);

        await bob.Page.Keyboard.PressAsync("Escape");
        await bob.Composer.PressAsync("ArrowUp");
        await Expect(bob.Note).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Who_comes_later_reads_the_newest_words()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("first words");
        await ann.HasSentAllAsync();
        await ann.Composer.PressAsync("ArrowUp");
        await ann.SayAsync("newest words");
        await Expect(ann.Message("newest words").Locator(".edited")).ToBeVisibleAsync();

        var bob = await EnterAsync("Bob");

        await bob.ShowsAsync("newest words");
        await Expect(bob.Message("newest words").Locator(".edited")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("one", "two");
        await ann.HasSentAllAsync();

        await ann.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(ann.Message("two")).ToBeFocusedAsync();
        await ann.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(ann.Message("one")).ToBeFocusedAsync();
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.GetByText("Edit", new() { Exact = true }).PressAsync("Enter");
        await Expect(ann.Composer).ToHaveValueAsync("one");
        await Expect(ann.Composer).ToBeFocusedAsync();
    }
}
