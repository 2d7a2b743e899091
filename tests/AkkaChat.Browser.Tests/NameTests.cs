using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class NameTests(Chromium chromium) : PageTest(chromium)
{
    [Fact]
    public async Task The_name_is_asked_at_the_first_visit_only()
    {
        var ann = await VisitAsync();
        await Expect(ann.NameInput).ToBeFocusedAsync();
        await ann.EnterAsync("Ann");

        await ann.Page.ReloadAsync();

        await ann.IsConnectedAsync();
        await Expect(ann.NameInput).Not.ToBeVisibleAsync();
        await Expect(ann.Page.Locator("person-menu .face")).ToContainTextAsync("Ann");
    }

    [Fact]
    public async Task A_name_that_somebody_here_has_is_refused_in_words()
    {
        await EnterAsync("Ann");
        var other = await VisitAsync();

        await other.NameInput.FillAsync("ann");
        await other.NameInput.PressAsync("Enter");
        await Expect(other.NameRefusal).ToContainTextAsync("Somebody here is already called “ann”.");

        await other.EnterAsync("Anna");
        await Expect(other.People).ToHaveTextAsync(["Ann", "Anna"]);
    }

    [Theory]
    [InlineData("   ", "Please write a name.")]
    [InlineData("a name of more than thirty-two characters", "too long")]
    [InlineData("turned\u202earound", "can’t be used")]
    public async Task A_name_that_can_not_be_is_refused_in_words(string name, string words)
    {
        var page = await VisitAsync();

        await page.NameInput.FillAsync(name);
        await page.NameInput.PressAsync("Enter");

        await Expect(page.NameRefusal).ToContainTextAsync(words);
    }

    [Fact]
    public async Task A_name_can_be_changed_and_the_messages_stay_ones_own()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("as Ann");
        await ann.HasSentAllAsync();

        await RenameAsync(ann, "Bob");
        await Expect(ann.NameRefusal).ToContainTextAsync("Somebody here is already called “Bob”.");
        await ann.NameInput.FillAsync("Anna");
        await ann.NameInput.PressAsync("Enter");
        await Expect(ann.Page.Locator("person-menu .face")).ToContainTextAsync("Anna");
        await ann.IsConnectedAsync();
        await ann.SayAsync("as Anna");

        await bob.ShowsAsync("as Ann", "as Anna");
        await Expect(bob.Page.Locator(".heads .author")).ToHaveTextAsync(["Ann", "Anna"]);
        await Expect(ann.Page.Locator("chat-message.own")).ToHaveCountAsync(2);
        await Expect(bob.People).ToHaveTextAsync(["Anna", "Bob"]);
    }

    [Fact]
    public async Task Giving_up_a_new_name_keeps_the_old_one()
    {
        var ann = await EnterAsync("Ann");
        await EnterAsync("Bob");
        await RenameAsync(ann, "Bob");
        await Expect(ann.NameRefusal).ToContainTextAsync("already called");

        await ann.Page.Locator("name-dialog").GetByText("Cancel").ClickAsync();

        await ann.IsConnectedAsync();
        await Expect(ann.People).ToHaveTextAsync(["Ann", "Bob"]);
    }

    [Fact]
    public async Task Who_leaves_is_asked_for_a_name_again()
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");

        await ann.Page.Locator("person-menu .face").ClickAsync();
        await ann.Page.GetByText("Leave…").ClickAsync();
        await ann.Page.Locator("leave-dialog .danger").ClickAsync();

        await Expect(ann.NameInput).ToBeVisibleAsync();
        await Expect(ann.NameInput).ToHaveValueAsync("");
        await Expect(bob.People).ToHaveTextAsync(["Bob"]);
    }

    [Fact]
    public async Task Leaving_in_one_tab_is_leaving_in_all()
    {
        var ann = await EnterAsync("Ann");
        var beside = await OpenTabAsync(ann);
        await beside.IsConnectedAsync();

        await ann.Page.Locator("person-menu .face").ClickAsync();
        await ann.Page.GetByText("Leave…").ClickAsync();
        await ann.Page.Locator("leave-dialog .danger").ClickAsync();

        await Expect(ann.NameInput).ToBeVisibleAsync();
        await Expect(beside.NameInput).ToBeVisibleAsync();
    }

    private static async Task RenameAsync(ChatPage page, string name)
    {
        await page.Page.Locator("person-menu .face").ClickAsync();
        await page.Page.GetByText("Change your name…").ClickAsync();
        await page.NameInput.FillAsync(name);
        await page.NameInput.PressAsync("Enter");
    }
}
