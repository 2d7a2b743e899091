using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>RFC 6455, sections 5.5.1, 7.1 and 7.4.</summary>
public sealed class CloseFrameTests(AnyServer fixture) : WebSocketTests(fixture)
{
    public static readonly TheoryData<string?, int> BadCodes = InBothModes([0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535]);

    public static readonly TheoryData<string?, int> GoodCodes = InBothModes(
        [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999]);

    [Theory, MemberData(nameof(BadCodes))]
    public Task A_code_that_may_not_be_sent_is_refused(string? mode, int code) =>
        AssertClosedAsync(mode, ProtocolError, ClientFrame.Close(code));

    [Theory, MemberData(nameof(GoodCodes))]
    public Task A_code_that_may_be_sent_is_echoed(string? mode, int code) => AssertClosedAsync(mode, code, ClientFrame.Close(code, "a reason"));

    [Theory, MemberData(nameof(Modes))]
    public Task Half_a_code_is_refused(string? mode) => AssertClosedAsync(mode, ProtocolError, ClientFrame.Close([3]));

    [Theory, MemberData(nameof(Modes))]
    public Task A_reason_that_is_not_UTF8_is_refused(string? mode) =>
        AssertClosedAsync(mode, ClientFrame.Close([3, 232, 0xC3, 0x28]).Bytes, ProtocolError, NotUtf8);

    [Theory, MemberData(nameof(Modes))]
    public Task A_reason_cut_within_a_character_is_refused(string? mode) =>
        AssertClosedAsync(mode, ClientFrame.Close([3, 232, 0xE2, 0x82]).Bytes, ProtocolError, NotUtf8);

    [Theory, MemberData(nameof(Modes))]
    public Task A_reason_of_123_bytes_is_taken(string? mode) => AssertClosedAsync(mode, 1000, ClientFrame.Close(1000, new string('r', 123)));

    [Theory, MemberData(nameof(Modes))]
    public async Task A_close_without_a_code_is_answered(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync(ClientFrame.Close());
        Assert.Contains(await client.ReceiveCloseAsync(), new int?[] { null, 1000 });
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task The_server_is_the_first_to_end_the_stream_after_the_closing_handshake(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync(ClientFrame.Close(1000));
        Assert.Equal(1000, await client.ReceiveCloseFrameAsync());
        await client.ReceiveEndAsync();
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task The_server_ends_the_stream_after_a_violation_when_the_client_does_not(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync(ClientFrame.Continue("x"));
        Assert.Equal(ProtocolError, await client.ReceiveCloseFrameAsync());
        await client.ReceiveEndAsync();
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task What_comes_after_a_close_is_ignored_and_the_end_is_in_good_order(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync([ClientFrame.Close(1000), .. Enumerable.Range(0, 100).Select(_ => ClientFrame.Text(new string('x', 1_000)))]);
        Assert.Equal(1000, await client.ReceiveCloseAsync());
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task What_was_sent_before_a_close_counts(string? mode)
    {
        var room = Guest.NewRoom();
        await using var witness = await Guest.JoinAsync(Fixture, room);
        await using var client = await RawWebSocket.OpenAsync(Fixture.Address, mode, "/?room=" + room);
        ClientFrame[] words = mode is null
            ? [ClientFrame.Text("last words")]
            :
            [
                ClientFrame.Text("""{"type":"hello"}"""),
                ClientFrame.Text($$"""{"type":"join","room":"{{room}}"}"""),
                ClientFrame.Text($$"""{"type":"send","room":"{{room}}","id":"1","text":"last words"}"""),
            ];
        await client.SendAsync([.. words, ClientFrame.Close(1001)]);
        Assert.Equal(1001, await client.ReceiveCloseAsync());
        Assert.Equal(["last words"], await witness.NextTextsAsync(1));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_stream_that_ends_without_a_close_frame_is_ended_too(string? mode)
    {
        await using var client = await OpenAsync(mode);
        client.Finish();
        await Assert.ThrowsAsync<EndOfStreamException>(async () =>
        {
            while (true)
                await client.ReceiveAsync();
        });
    }
}
