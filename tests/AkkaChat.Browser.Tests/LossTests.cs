using System.Text.Json.Nodes;
using AkkaChat.Testing;
using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

/// <summary>What the network swallows without a word.</summary>
public sealed class LossTests(Chromium chromium) : PageTest(chromium)
{
    protected override string[] Settings => [.. base.Settings, "--AkkaChat:Limits:HeartbeatMs=1000"];

    [Fact]
    public async Task An_event_that_was_lost_is_fetched_when_the_next_one_comes()
    {
        var ann = await EnterAsync("Ann");
        var (bob, wire) = await EnterThroughWireAsync("Bob");
        wire.Loses = frame => IsHeartbeat(frame) || (IsEvent(frame) && (string?)frame["text"] == "lost");

        await ann.SayAsync("first", "lost", "third");

        await bob.ShowsAsync("first", "lost", "third");
        Assert.Equal(1, wire.Connections);
    }

    [Fact]
    public async Task An_event_that_was_lost_is_fetched_when_the_heartbeat_tells_of_it()
    {
        var ann = await EnterAsync("Ann");
        var (bob, wire) = await EnterThroughWireAsync("Bob");
        wire.Loses = IsEvent;

        await ann.SayAsync("lost");

        await bob.ShowsAsync("lost");
    }

    [Fact]
    public async Task Asking_for_what_is_here_already_shows_nothing_twice()
    {
        var ann = await EnterAsync("Ann");
        var (bob, wire) = await EnterThroughWireAsync("Bob");
        await ann.SayAsync("one", "two");
        await bob.ShowsAsync("one", "two");

        await bob.Page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
        await ann.SayAsync("three");

        await bob.ShowsAsync("one", "two", "three");
    }

    [Fact]
    public async Task A_connection_that_fell_silent_is_replaced()
    {
        var ann = await EnterAsync("Ann");
        var (bob, wire) = await EnterThroughWireAsync("Bob");
        var connections = wire.Connections;
        wire.Loses = _ => true;
        await ann.SayAsync("unheard");

        await Await.UntilAsync(() => wire.Connections > connections, "the page to connect again");
        wire.Loses = _ => false;

        await bob.ShowsAsync("unheard");
        await bob.IsConnectedAsync();
    }

    [Theory]
    [InlineData(4001, "You are not allowed in here.")]
    [InlineData(4003, "You were removed from this chat.")]
    public async Task Who_is_not_wanted_is_told_and_does_not_come_back(int code, string words)
    {
        var (ann, wire) = await EnterThroughWireAsync("Ann");
        var connections = wire.Connections;

        await wire.CloseAsync(code);

        await Expect(ann.Status).ToContainTextAsync(words);
        await ann.Page.EvaluateAsync("() => window.dispatchEvent(new Event('online'))");
        await Expect(ann.Status.Locator("button")).ToBeHiddenAsync();
        Assert.Equal(connections, wire.Connections);
    }

    private static bool IsEvent(JsonNode frame) => (string?)frame["type"] == "event";

    private static bool IsHeartbeat(JsonNode frame) => (string?)frame["type"] == "heartbeat";
}
