using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class LookTests(Chromium chromium) : PageTest(chromium)
{
    private static readonly string Unbroken = new('w', 400);

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Nothing_is_wider_than_the_page(int width, ColorScheme scheme)
    {
        var ann = await EnterAsync($"Ann with a name of {width} letters", new() { ViewportSize = new() { Width = width, Height = 640 }, ColorScheme = scheme });
        await ann.SayAsync(Unbroken, $"https://example.org/{Unbroken}", "short");
        await ann.HasSentAllAsync();

        Assert.True(await ann.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.True(await ann.Scroller.EvaluateAsync<bool>("list => list.scrollWidth <= list.clientWidth"));

        await Server.KillAsync();
        await ann.IsInTroubleAsync();
        Assert.True(await ann.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task Dark_mode_is_dark()
    {
        var ann = await EnterAsync("Ann", new() { ColorScheme = ColorScheme.Dark });

        await Expect(ann.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(22, 24, 28)");
    }

    [Fact]
    public async Task A_phone_shows_the_people_on_request()
    {
        var ann = await EnterAsync("Ann", new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await Expect(ann.People).ToBeHiddenAsync();

        await ann.Page.Locator("chat-header .people").TapAsync();
        await Expect(ann.People).ToBeVisibleAsync();
        await ann.Page.Locator("people-panel .close").TapAsync();
        await Expect(ann.People).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Everything_can_be_reached_by_the_keyboard()
    {
        var ann = await EnterAsync("Ann");
        await Expect(ann.Composer).ToBeFocusedAsync();

        await ann.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(ann.Scroller).ToBeFocusedAsync();
        await ann.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(ann.Page.Locator("person-menu .face")).ToBeFocusedAsync();
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.Keyboard.PressAsync("Tab");
        await Expect(ann.Page.GetByText("Change your name…")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_address_that_can_not_be_a_room_says_so()
    {
        var page = await VisitAsync(path: "?room=No%20Such%20Room!");

        await Expect(page.Page.Locator("h1")).ToHaveTextAsync("There is no such room");
    }
}
