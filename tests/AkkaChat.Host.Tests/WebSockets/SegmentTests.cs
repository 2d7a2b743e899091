using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>TCP knows no frames: bytes come in any portions.</summary>
public sealed class SegmentTests(AnyServer fixture) : WebSocketTests(fixture)
{
    [Theory, MemberData(nameof(Modes))]
    public async Task Bytes_one_at_a_time_are_the_same_frames(string? mode)
    {
        await using var client = await OpenAsync(mode);
        var text = mode is null ? new string('x', 130) : """{"type":"hello"}""" + new string(' ', 130);
        foreach (var b in ClientFrame.Text(text).Bytes.Concat(ClientFrame.Ping(9).Bytes))
            await client.SendBytesAsync([b]);
        var first = await client.ReceiveAsync();
        var second = await client.ReceiveAsync();
        Assert.Equal(new[] { ClientFrame.TextFrame, ClientFrame.PongFrame }, new[] { first.Opcode, second.Opcode }.Order());
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_violation_one_byte_at_a_time_is_refused(string? mode)
    {
        await using var client = await OpenAsync(mode);
        foreach (var b in (ClientFrame.Text("") with { LengthBytes = 8, ClaimedLength = 1UL << 40 }).Bytes)
            await client.SendBytesAsync([b]);
        Assert.Equal(TooBig, await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Many_frames_in_one_packet_are_taken_in_their_order()
    {
        await using var client = await OpenAsync(null);
        var texts = Enumerable.Range(0, 500).Select(i => $"message {i}").ToList();
        await client.SendAsync([.. texts.Select(ClientFrame.Text)]);
        foreach (var text in texts)
            Assert.Equal(text, await client.ReceiveTextAsync());
    }

    [Fact]
    public async Task Many_requests_in_one_packet_are_answered_in_their_order()
    {
        await using var client = await OpenAsync(RawWebSocket.Json);
        var requests = Enumerable.Range(1, 300).Select(i => ClientFrame.Text($$"""{"type":"leave","room":"nowhere","ref":{{i}}}"""));
        await client.SendAsync([ClientFrame.Text("""{"type":"hello","ref":0}"""), .. requests]);
        for (var i = 0; i <= 300; i++)
            Assert.Contains($"\"ref\":{i},", await client.ReceiveTextAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Frames_right_behind_the_handshake_in_the_same_packet_are_taken(string? mode)
    {
        await using var client = await RawWebSocket.OpenAsync(
            Fixture.Address, mode, "/?room=" + Guest.NewRoom(), behindHandshake: ClientFrame.Ping(5).Bytes);
        Assert.Equal([5], (await client.ReceiveAsync()).Payload);
    }
}
