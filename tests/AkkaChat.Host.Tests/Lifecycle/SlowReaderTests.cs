using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>A client that does not read is closed at the bound of its queue, and nobody waits for it.</summary>
public sealed class SlowReaderTests(SlowReaderTests.ShortQueues fixture) : IClassFixture<SlowReaderTests.ShortQueues>
{
    private const int Kilobyte = 1024;

    // The heartbeat is far: it is the queue that ends the connection here.
    public sealed class ShortQueues() : ServerFixture(
        $"--AkkaChat:Limits:OutboundQueueBytes={256 * Kilobyte}", "--AkkaChat:Limits:SendsPerSecond=0", "--AkkaChat:Limits:HeartbeatMs=600000");

    [Theory]
    [InlineData(null)]
    [InlineData(RawWebSocket.Json)]
    public async Task A_reader_that_never_reads_is_closed_with_4010_and_the_others_get_everything(string? mode)
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        await using var slow = await RawWebSocket.OpenAsync(fixture.Address, mode, "/?room=" + room, receiveBuffer: 4 * Kilobyte);
        if (mode is not null)
            await slow.SendAsync(ClientFrame.Text("""{"type":"hello"}"""), ClientFrame.Text($$"""{"type":"join","room":"{{room}}"}"""));
        await using var watcher = await Guest.JoinAsync(fixture, room);
        await watcher.NextAsync(m => m.Type() == "presence" && (int)m["online"]! == 4);
        var isGone = watcher.NextAsync(m => m.Type() == "presence" && (int)m["online"]! == 3);

        var sent = 0;
        for (; !isGone.IsCompleted; sent++)
        {
            Assert.True(sent < 4_000, $"{sent} messages of 16 KiB wait for somebody who does not read");
            await ada.PostedAsync(new string('x', 16 * Kilobyte), room);
        }
        await isGone;

        for (var seq = 1; seq <= sent; seq++)
            Assert.Equal(seq, (long)(await bob.NextAsync("event"))["seq"]!);
        Assert.Equal(4010, await slow.ReceiveCloseFrameAsync());
    }

    [Fact]
    public async Task Who_sends_faster_than_it_reads_is_read_more_slowly_and_loses_nothing()
    {
        const int Messages = 1_000;
        var text = new string('x', 15 * Kilobyte);
        await using var hasty = await RawWebSocket.OpenAsync(
            fixture.Address, subprotocol: null, "/?room=" + Guest.NewRoom(), receiveBuffer: 4 * Kilobyte);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Messages; i++)
                await hasty.SendAsync(ClientFrame.Text(i + text));
        });
        for (var i = 0; i < Messages; i++)
            Assert.Equal(i + text, await hasty.ReceiveTextAsync());
        await sending;
    }
}
