using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>A message has at most 64 KiB, in one frame or in many (docs/protocol.md, Limits).</summary>
public sealed class MessageSizeTests(AnyServer fixture) : WebSocketTests(fixture)
{
    private const int Most = 64 * 1024;

    public static readonly TheoryData<string?, ulong> HugeLengths = InBothModes<ulong>([Most + 1, 1UL << 31, 1UL << 32, 1UL << 40, long.MaxValue]);

    [Theory, MemberData(nameof(HugeLengths))]
    public Task A_frame_that_claims_too_much_is_refused_at_its_head(string? mode, ulong length) =>
        AssertClosedAsync(mode, TooBig, new ClientFrame(ClientFrame.TextFrame, []) { LengthBytes = 8, ClaimedLength = length });

    [Theory, MemberData(nameof(Modes))]
    public Task A_whole_frame_that_is_too_big_is_refused(string? mode) => AssertClosedAsync(mode, TooBig, ClientFrame.Text(Spaces(Most + 1)));

    [Theory, MemberData(nameof(Modes))]
    public Task Fragments_that_together_are_too_big_are_refused_before_the_message_ends(string? mode) => AssertClosedAsync(
        mode, TooBig, ClientFrame.Text(Spaces(Most / 2)).Unfinished(), ClientFrame.Continue(Spaces(Most / 2)).Unfinished(), ClientFrame.Continue(" ").Unfinished());

    [Theory, MemberData(nameof(Modes))]
    public async Task Endless_fragments_are_refused_at_the_bound(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await client.SendAsync(ClientFrame.Text("").Unfinished());
        for (var i = 0; i < 65; i++)
            await client.SendAsync(ClientFrame.Continue(Spaces(1024)).Unfinished());
        Assert.Equal(TooBig, await client.ReceiveCloseAsync());
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Much_that_follows_a_violation_does_not_keep_the_close_frame_from_the_client(string? mode)
    {
        await using var client = await OpenAsync(mode);
        var rest = new byte[1024 * 1024];
        var sending = client.SendBytesAsync([.. (ClientFrame.Text("") with { LengthBytes = 8, ClaimedLength = 1UL << 40 }).Bytes, .. rest]);
        Assert.Equal(TooBig, await client.ReceiveCloseAsync());
        await Record.ExceptionAsync(() => sending);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Memory_stays_flat_under_messages_without_end(string? mode)
    {
        const int Connections = 100, FarBelowTheirSum = 128 * 1024 * 1024;
        var before = Fixture.Server.Memory;
        var closings = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => SendWithoutEndAsync(mode)));
        Assert.InRange(Fixture.Server.Memory, 0, before + FarBelowTheirSum);
        Assert.All(closings, code => Assert.Equal(TooBig, code));
    }

    // Two megabytes: what is not refused would be kept.
    private async Task<int?> SendWithoutEndAsync(string? mode)
    {
        var half = ClientFrame.Continue(Spaces(Most / 2)).Unfinished().Bytes;
        await using var client = await OpenAsync(mode);
        if (mode is not null)
            await client.SendAsync(ClientFrame.Text("""{"type":"hello"}"""));
        await client.SendAsync(ClientFrame.Text("").Unfinished());
        var closing = client.ReceiveCloseFrameAsync();
        for (var sent = 0; sent < 32 * Most && await Record.ExceptionAsync(() => client.SendBytesAsync(half)) is null; sent += Most / 2)
        {
        }
        return await closing;
    }

    [Fact]
    public async Task A_request_of_exactly_64_KiB_is_read()
    {
        await using var client = await OpenAsync(RawWebSocket.Json);
        var request = """{"type":"hello"}"""u8.ToArray();
        await client.SendAsync(ClientFrame.Text([.. request, .. Spaces(Most - request.Length)]));
        Assert.Contains("\"welcome\"", await client.ReceiveTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_text_of_16_KiB_is_taken_and_more_is_too_big()
    {
        await using var client = await OpenAsync(null);
        var text = new string('x', 16 * 1024);
        await client.SendAsync(ClientFrame.Text(text));
        Assert.Equal(text, await client.ReceiveTextAsync());
        await client.SendAsync(ClientFrame.Text(text + "x"));
        Assert.Equal(TooBig, await client.ReceiveCloseAsync());
    }

    private static byte[] Spaces(int count) => [.. Enumerable.Repeat((byte)' ', count)];
}
