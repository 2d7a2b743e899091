using static Microsoft.Playwright.Assertions;

namespace AkkaChat.Browser.Tests;

public sealed class ReconnectTests(Chromium chromium) : PageTest(chromium)
{
    private static readonly string[] Meanwhile = ["meanwhile 1", "meanwhile 2", "meanwhile 3"];

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task What_is_written_while_the_server_restarts_arrives_once_and_in_order(string signal)
    {
        var ann = await EnterAsync("Ann");
        var bob = await EnterAsync("Bob");
        await ann.SayAsync("before");
        await bob.ShowsAsync("before");

        await (signal == "KILL" ? Server.KillAsync() : Server.StopAsync());
        await ann.IsInTroubleAsync();
        await ann.SayAsync(Meanwhile);
        await Expect(ann.Waiting).ToHaveCountAsync(3);
        await Server.StartAgainAsync();

        await ann.IsConnectedAsync();
        await ann.HasSentAllAsync();
        await bob.ShowsAsync("before", "meanwhile 1", "meanwhile 2", "meanwhile 3");
        await ann.ShowsAsync("before", "meanwhile 1", "meanwhile 2", "meanwhile 3");
        Assert.Equal(["before", .. Meanwhile], await StoredTextsAsync());
    }

    [Fact]
    public async Task A_server_that_dies_in_mid_burst_has_every_message_once()
    {
        var ann = await EnterAsync("Ann");
        var texts = Enumerable.Range(1, 30).Select(n => $"burst {n}").ToList();

        await ann.SayAsync(texts.Take(15));
        await Server.KillAsync();
        await ann.SayAsync(texts.Skip(15));
        await Server.StartAgainAsync();

        await ann.HasSentAllAsync();
        await ann.ShowsAsync(texts);
        Assert.Equal(texts, await StoredTextsAsync());
    }

    [Fact]
    public async Task A_page_that_was_away_gets_what_it_missed()
    {
        var ann = await EnterAsync("Ann");
        var (bob, wire) = await EnterThroughWireAsync("Bob");
        await ann.SayAsync("one");
        await bob.ShowsAsync("one");

        await wire.CutAsync();
        await bob.IsInTroubleAsync();
        await ann.SayAsync("two", "three");
        await ann.HasSentAllAsync();
        await bob.ShowsAsync("one");
        wire.Join();

        await bob.ShowsAsync("one", "two", "three");
        await bob.IsConnectedAsync();
    }

    [Fact]
    public async Task The_person_may_ask_to_reconnect_at_once()
    {
        var ann = await EnterAsync("Ann");
        await Server.KillAsync();
        await ann.IsInTroubleAsync();
        await Expect(ann.Status).ToContainTextAsync("Connection lost.");
        await Server.StartAgainAsync();

        // It may have come back by itself before the button is pressed; then there is no button.
        await ann.Page.EvaluateAsync("() => document.querySelector('connection-status button').click()");
        await ann.IsConnectedAsync();
    }

    [Fact]
    public async Task Being_offline_is_told_in_words()
    {
        var ann = await EnterAsync("Ann");
        await Server.KillAsync();
        await ann.Page.Context.SetOfflineAsync(true);
        await Expect(ann.Status).ToContainTextAsync("You are offline.");

        await Server.StartAgainAsync();
        await ann.Page.Context.SetOfflineAsync(false);
        await ann.IsConnectedAsync();
    }

    [Fact]
    public async Task A_page_whose_token_the_server_does_not_know_comes_in_as_a_new_guest()
    {
        var ann = await EnterAsync("Ann");
        await ann.Page.EvaluateAsync("""
            () => {
              const key = 'akkachat.identity'
              localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), token: 'forged' }))
            }
            """);
        await ann.ReloadAsync();

        await ann.IsConnectedAsync();
        await ann.SayAsync("still here");
        await ann.HasSentAllAsync();
    }
}
