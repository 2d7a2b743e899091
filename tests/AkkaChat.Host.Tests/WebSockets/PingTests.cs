using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>RFC 6455, sections 5.5.2 and 5.5.3.</summary>
public sealed class PingTests(AnyServer fixture) : WebSocketTests(fixture)
{
    public static readonly TheoryData<string?, int> Sizes = InBothModes([0, 1, 124, 125]);

    [Theory, MemberData(nameof(Sizes))]
    public async Task A_ping_is_answered_with_its_own_payload(string? mode, int size)
    {
        await using var client = await OpenAsync(mode);
        byte[] payload = [.. Enumerable.Range(0, size).Select(i => (byte)(255 - i))];
        await client.SendAsync(ClientFrame.Ping(payload));
        var pong = await client.ReceiveAsync();
        Assert.Equal(ClientFrame.PongFrame, pong.Opcode);
        Assert.Equal(payload, pong.Payload);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Pings_are_answered_in_their_order(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync([.. Enumerable.Range(0, 10).Select(i => ClientFrame.Ping((byte)i))]);
        for (var i = 0; i < 10; i++)
            Assert.Equal([(byte)i], (await client.ReceiveAsync()).Payload);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_pong_that_nobody_asked_for_is_ignored(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync(ClientFrame.Pong(), ClientFrame.Pong(new byte[125]));
        await AssertAliveAsync(client);
    }
}
