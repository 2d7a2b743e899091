using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

/// <summary>The page that shows how the server stands inside.</summary>
public sealed class InspectTests(Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Only_its_tables_are_wider_than_a_phone_and_it_has_its_style(int width, ColorScheme scheme)
    {
        var ann = await EnterAsync("Ann");
        await ann.SayAsync("hello", "again");
        await ann.HasSentAllAsync();
        var inside = (await VisitAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme }, path: "inspect")).Page;

        await Expect(inside.GetByRole(AriaRole.Region, new() { Name = "Rooms in memory" }).GetByRole(AriaRole.Rowheader)).ToHaveTextAsync("lobby");
        Assert.True(await inside.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await Expect(inside.Locator("body")).ToHaveCSSAsync("background-color", scheme == ColorScheme.Dark ? "rgb(22, 24, 28)" : "rgb(251, 250, 248)");

        await ann.SayAsync("said", "while somebody looks");
        await ann.HasSentAllAsync();
        await inside.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync();
        await Expect(inside.GetByRole(AriaRole.Region, new() { Name = "The way of a message" }).GetByText("Median")).ToBeVisibleAsync();
        Assert.True(await inside.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }
}
