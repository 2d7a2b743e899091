using AkkaChat.Host.Tests.Support;
using AkkaChat.Host.Tests.WebSockets;

namespace AkkaChat.Host.Tests.Floods;

/// <summary>What looks much and is not a flood: the connection stays open.</summary>
public sealed class NoFloodTests(AnyServer fixture) : WebSocketTests(fixture)
{
    /// <summary>A little under what may come at once.</summary>
    private const int Just = 1_900;

    [Theory, MemberData(nameof(Modes))]
    public async Task Pings_just_below_the_limit_are_all_answered(string? mode)
    {
        await using var client = await OpenAsync(mode);
        var sending = client.SendAsync([.. Enumerable.Repeat(ClientFrame.Ping(7), Just)]);
        for (var i = 0; i < Just; i++)
            Assert.Equal([7], (await client.ReceiveAsync()).Payload);
        await sending;
        await AssertAliveAsync(client);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_message_in_many_fragments_of_one_byte_is_a_message(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync([ClientFrame.Text("").Unfinished(), .. Enumerable.Repeat(ClientFrame.Continue(" ").Unfinished(), Just)]);
        await client.SendAsync(ClientFrame.Continue("x"));
        Assert.EndsWith(mode is null ? " x" : "\"}", await client.ReceiveTextAsync(), StringComparison.Ordinal);
        await AssertAliveAsync(client);
    }

    [Fact]
    public async Task Long_messages_in_fragments_of_a_kilobyte_are_no_flood_however_many()
    {
        await using var client = await OpenAsync(null);
        var kilobyte = Enumerable.Repeat((byte)'x', 1024).ToArray();
        ClientFrame[] message =
        [
            ClientFrame.Text(kilobyte).Unfinished(), .. Enumerable.Repeat(ClientFrame.Continue(kilobyte).Unfinished(), 14), ClientFrame.Continue(kilobyte),
        ];
        for (var i = 0; i < 200; i++)
        {
            await client.SendAsync(message);
            Assert.Equal(16 * 1024, (await client.ReceiveTextAsync()).Length);
        }
    }

    [Fact]
    public async Task Messages_are_no_flood_however_many()
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(Fixture, room);
        const int Many = 6_000;
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Many; i++)
                await ada.TellAsync(new { type = "send", room, id = $"{i}", text = "x" });
        });
        await ada.NextAsync(m => m.Type() == "event" && (long)m["seq"]! == Many);
        await sending;
        await ada.PostedAsync("still here", room);
    }
}
