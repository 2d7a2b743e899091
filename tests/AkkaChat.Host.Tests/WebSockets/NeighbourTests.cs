using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>Who breaks the rules is closed; the others in the room do not notice.</summary>
public sealed class NeighbourTests(AnyServer fixture) : WebSocketTests(fixture)
{
    private static readonly byte[][] Violations =
    [
        (ClientFrame.Text("x") with { IsMasked = false }).Bytes,
        (ClientFrame.Text("x") with { ReservedBits = 0x40 }).Bytes,
        new ClientFrame(3, []).Bytes,
        ClientFrame.Continue("x").Bytes,
        ClientFrame.Text([0xFF]).Bytes,
        ClientFrame.Close(1005).Bytes,
        (ClientFrame.Text("") with { LengthBytes = 8, ClaimedLength = 1UL << 40 }).Bytes,
        ClientFrame.Ping(new byte[126]).Bytes,
    ];

    [Fact]
    public async Task Nobody_else_in_the_room_notices_violations()
    {
        var room = Guest.NewRoom();
        await using var json = await Guest.JoinAsync(Fixture, room);
        await using var plain = await ChatClient.ConnectAsync(new Uri(Fixture.Address, "?room=" + room));
        await plain.SendAsync("before");
        Assert.Equal("before", await plain.ReceiveAsync());

        await Task.WhenAll(Violations.Select(violation => BreakRulesAsync(room, violation)));

        await json.PostedAsync("after", room);
        Assert.Equal("after", await plain.ReceiveAsync());
        Assert.Equal(["before", "after"], await json.TextsInHistoryAsync(room));
        Assert.Null(json.CloseCode);
        Assert.Null(plain.CloseCode);
    }

    private async Task BreakRulesAsync(string room, byte[] violation)
    {
        await using var member = await RawWebSocket.OpenAsync(Fixture.Address, RawWebSocket.Json);
        await member.SendAsync(ClientFrame.Text("""{"type":"hello"}"""), ClientFrame.Text($$"""{"type":"join","room":"{{room}}"}"""));
        await member.ReceiveTextAsync();
        await member.ReceiveTextAsync();
        await using var plain = await RawWebSocket.OpenAsync(Fixture.Address, null, "/?room=" + room);
        await member.SendBytesAsync(violation);
        await plain.SendBytesAsync(violation);
        Assert.InRange((await member.ReceiveCloseAsync())!.Value, 1002, 1009);
        Assert.InRange((await plain.ReceiveCloseAsync())!.Value, 1002, 1009);
    }
}
