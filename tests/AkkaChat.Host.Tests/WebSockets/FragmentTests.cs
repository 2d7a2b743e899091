using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>RFC 6455, section 5.4.</summary>
public sealed class FragmentTests(AnyServer fixture) : WebSocketTests(fixture)
{
    public static readonly TheoryData<string?, int> ControlOpcodes = InBothModes([8, 9, 10]);
    public static readonly TheoryData<string?, int> DataOpcodes = InBothModes([1, 2]);

    [Theory, MemberData(nameof(Modes))]
    public Task A_continuation_of_nothing_is_refused(string? mode) => AssertClosedAsync(mode, ProtocolError, ClientFrame.Continue("x"));

    [Theory, MemberData(nameof(Modes))]
    public Task An_unfinished_continuation_of_nothing_is_refused(string? mode) =>
        AssertClosedAsync(mode, ProtocolError, ClientFrame.Continue("x").Unfinished());

    [Theory, MemberData(nameof(Modes))]
    public Task A_continuation_after_a_finished_message_is_refused(string? mode) => AssertClosedAsync(
        mode, ProtocolError, ClientFrame.Text("{").Unfinished(), ClientFrame.Continue("}"), ClientFrame.Continue("x"));

    [Theory, MemberData(nameof(DataOpcodes))]
    public Task A_message_within_an_unfinished_one_is_refused(string? mode, int opcode) =>
        AssertClosedAsync(mode, ProtocolError, ClientFrame.Text("a").Unfinished(), new ClientFrame(opcode, "b"u8.ToArray()));

    [Theory, MemberData(nameof(DataOpcodes))]
    public Task A_second_message_that_starts_within_the_first_is_refused(string? mode, int opcode) =>
        AssertClosedAsync(mode, ProtocolError, ClientFrame.Binary([1]).Unfinished(), new ClientFrame(opcode, [2]).Unfinished());

    [Theory, MemberData(nameof(ControlOpcodes))]
    public Task A_control_frame_in_fragments_is_refused(string? mode, int opcode) =>
        AssertClosedAsync(mode, ProtocolError, new ClientFrame(opcode, []).Unfinished());

    [Theory, MemberData(nameof(ControlOpcodes))]
    public Task A_control_frame_over_125_bytes_is_refused(string? mode, int opcode) =>
        AssertClosedAsync(mode, ProtocolError, new ClientFrame(opcode, [3, 232, .. new byte[124]]));

    [Theory, MemberData(nameof(ControlOpcodes))]
    public Task A_control_frame_that_claims_a_64_bit_length_is_refused(string? mode, int opcode) =>
        AssertClosedAsync(mode, ProtocolError, new ClientFrame(opcode, []) { LengthBytes = 8, ClaimedLength = 1UL << 40 });

    [Fact]
    public async Task A_message_in_fragments_is_one_message()
    {
        await using var client = await OpenAsync(null);
        await client.SendAsync(ClientFrame.Text("one ").Unfinished(), ClientFrame.Continue("mess").Unfinished(), ClientFrame.Continue("age"));
        Assert.Equal("one message", await client.ReceiveTextAsync());
    }

    [Fact]
    public async Task Empty_fragments_add_nothing()
    {
        await using var client = await OpenAsync(null);
        await client.SendAsync(
            ClientFrame.Text("").Unfinished(), ClientFrame.Continue("").Unfinished(), ClientFrame.Continue("a").Unfinished(), ClientFrame.Continue(""));
        Assert.Equal("a", await client.ReceiveTextAsync());
    }

    [Fact]
    public async Task A_request_in_fragments_of_one_byte_is_one_request()
    {
        await using var client = await OpenAsync(RawWebSocket.Json);
        var bytes = """{"type":"hello","ref":7}"""u8.ToArray();
        await client.SendAsync([.. bytes.Select((b, i) =>
            new ClientFrame(i == 0 ? ClientFrame.TextFrame : ClientFrame.Continuation, [b]) { IsFinal = i == bytes.Length - 1 })]);
        Assert.Contains("\"ref\":7", await client.ReceiveTextAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_ping_between_fragments_is_answered_before_the_message_ends(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync(ClientFrame.Text("{").Unfinished(), ClientFrame.Ping(1, 2, 3));
        var pong = await client.ReceiveAsync();
        Assert.Equal(ClientFrame.PongFrame, pong.Opcode);
        Assert.Equal([1, 2, 3], pong.Payload);
        await client.SendAsync(ClientFrame.Continue("}"));
        Assert.Equal(ClientFrame.TextFrame, (await client.ReceiveAsync()).Opcode);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_close_between_fragments_is_answered(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync(ClientFrame.Text("{").Unfinished(), ClientFrame.Close(1000));
        Assert.Equal(1000, await client.ReceiveCloseAsync());
    }
}
