using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>RFC 6455, sections 5.1 and 5.2: heads of frames that no client may send.</summary>
public sealed class FrameViolationTests(AnyServer fixture) : WebSocketTests(fixture)
{
    private static readonly ClientFrame Frame = ClientFrame.Text("{}");

    public static readonly TheoryData<string?, int> ReservedBits = InBothModes([0x40, 0x20, 0x10, 0x70]);
    public static readonly TheoryData<string?, int> ReservedOpcodes = InBothModes([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]);
    public static readonly TheoryData<string?, int> AllOpcodes = InBothModes([0, 1, 2, 8, 9, 10]);

    public static readonly TheoryData<string?, int, int> LongLengths = new()
    {
        { null, 0, 2 }, { null, 2, 2 }, { null, 125, 2 }, { null, 0, 8 }, { null, 125, 8 }, { null, 126, 8 }, { null, 65_535, 8 },
        { RawWebSocket.Json, 2, 2 }, { RawWebSocket.Json, 125, 2 }, { RawWebSocket.Json, 125, 8 }, { RawWebSocket.Json, 65_535, 8 },
    };

    [Theory, MemberData(nameof(AllOpcodes))]
    public Task An_unmasked_frame_is_refused(string? mode, int opcode) =>
        AssertClosedAsync(mode, ProtocolError, new ClientFrame(opcode, "ab"u8.ToArray()) { IsMasked = false });

    [Theory, MemberData(nameof(ReservedBits))]
    public Task A_reserved_bit_is_refused(string? mode, int bits) =>
        AssertClosedAsync(mode, ProtocolError, Frame with { ReservedBits = bits });

    [Theory, MemberData(nameof(ReservedBits))]
    public Task A_reserved_bit_in_a_ping_is_refused(string? mode, int bits) =>
        AssertClosedAsync(mode, ProtocolError, ClientFrame.Ping() with { ReservedBits = bits });

    [Theory, MemberData(nameof(ReservedOpcodes))]
    public Task A_reserved_opcode_is_refused(string? mode, int opcode) => AssertClosedAsync(mode, ProtocolError, new ClientFrame(opcode, []));

    [Theory, MemberData(nameof(ReservedOpcodes))]
    public Task A_reserved_opcode_between_fragments_is_refused(string? mode, int opcode) =>
        AssertClosedAsync(mode, ProtocolError, Frame.Unfinished(), new ClientFrame(opcode, []));

    [Theory, MemberData(nameof(LongLengths))]
    public Task A_length_in_more_bytes_than_it_needs_is_refused(string? mode, int length, int lengthBytes) =>
        AssertClosedAsync(mode, ProtocolError, ClientFrame.Text(new byte[length]) with { LengthBytes = lengthBytes });

    [Theory, MemberData(nameof(Modes))]
    public Task A_length_with_the_top_bit_is_refused_at_its_head(string? mode) =>
        AssertClosedAsync(mode, (Frame with { LengthBytes = 8, ClaimedLength = 1UL << 63 }).Bytes, ProtocolError, TooBig);

    [Theory, MemberData(nameof(Modes))]
    public Task The_greatest_length_there_is_is_refused_at_its_head(string? mode) =>
        AssertClosedAsync(mode, (Frame with { LengthBytes = 8, ClaimedLength = ulong.MaxValue }).Bytes, ProtocolError, TooBig);
}
