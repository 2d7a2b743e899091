using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.PlainText;

/// <summary>Both modes share one room and one order.</summary>
public sealed class PlainTextBesideJsonTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    [Fact]
    public async Task Both_modes_see_the_same_messages_in_the_same_order()
    {
        var room = Guest.NewRoom();
        await using var json = await Guest.JoinAsync(fixture, room);
        await using var plain = await ChatClient.ConnectAsync(new Uri(fixture.Address, "?room=" + room));
        await plain.SendAsync("meet");
        Assert.Equal("meet", await plain.ReceiveAsync());
        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; i < 100; i++)
                    await plain.SendAsync($"plain {i}");
            }),
            Task.Run(async () =>
            {
                for (var i = 0; i < 100; i++)
                    await json.TellAsync(new { type = "send", room, id = $"j{i}", text = $"json {i}" });
            }));
        var seen = await json.NextTextsAsync(201);
        Assert.Equal("meet", seen[0]);
        foreach (var text in seen.Skip(1))
            Assert.Equal(text, await plain.ReceiveAsync());
    }

    [Fact]
    public async Task A_plain_text_client_is_a_guest_in_the_member_list()
    {
        var room = Guest.NewRoom();
        await using var plain = await ChatClient.ConnectAsync(new Uri(fixture.Address, "?room=" + room));
        await plain.SendAsync("here");
        Assert.Equal("here", await plain.ReceiveAsync());
        await using var json = await Guest.ConnectAsync(fixture);
        var joined = await json.AskAsync(new { type = "join", room });
        var guest = joined["members"]!.AsArray().Single(m => ((string)m!["name"]!).StartsWith("guest-", StringComparison.Ordinal));
        Assert.Matches("^guest-[a-z0-9]{5}$", (string)guest!["name"]!);
        Assert.Equal((string)guest["id"]!, (string)joined.Events()[0]["by"]!["id"]!);
    }

    [Fact]
    public async Task What_plain_text_may_say_and_JSON_may_not_still_reaches_JSON_clients()
    {
        var room = Guest.NewRoom();
        await using var json = await Guest.JoinAsync(fixture, room);
        await using var plain = await ChatClient.ConnectAsync(new Uri(fixture.Address, "?room=" + room));
        string[] texts = ["a\0b", "   ", "\u001B[31m", "\u202E", "\u2028"];
        foreach (var text in texts)
            await plain.SendAsync(text);
        Assert.Equal(texts, await json.NextTextsAsync(texts.Length));
        Assert.Equal(texts, await json.TextsInHistoryAsync(room));
    }
}
