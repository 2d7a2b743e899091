using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Coming back after any time, in any moment: complete, or a snapshot that says so (docs/protocol.md, promise 5).</summary>
public sealed class AnyAgeTests(OldRoom fixture) : IClassFixture<OldRoom>
{
    private const int MostBehind = 5_000;

    [Fact]
    public async Task Whoever_missed_everything_gets_a_snapshot_and_all_the_rest_from_history()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        var joined = await JoinAsync(ada, OldRoom.Head - 100_000);
        Assert.Equal("snapshot", (string?)joined["mode"]);
        var next = OldRoom.Head;
        foreach (var seq in joined.Seqs().Reverse())
            Assert.Equal(next--, seq);
        for (var hasBefore = true; hasBefore;)
        {
            var page = await ada.AskAsync(new { type = "history", room = OldRoom.Room, before = next + 1, limit = 100 });
            foreach (var seq in page.Seqs().Reverse())
                Assert.Equal(next--, seq);
            hasBefore = (bool)page["hasBefore"]!;
        }
        Assert.Equal(0, next);
    }

    [Fact]
    public async Task Exactly_5000_behind_is_told_whole_also_after_a_kill_and_when_the_room_has_left_memory()
    {
        await ResumeAsync();

        await fixture.Server.KillAsync();
        await fixture.Server.StartAgainAsync();
        await ResumeAsync();

        await Task.Delay(TimeSpan.FromSeconds(2.5)); // Nobody is in it: it stops after a second.
        await ResumeAsync();
    }

    [Theory]
    [InlineData(OldRoom.Head - MostBehind - 1)]
    [InlineData(OldRoom.Head + 1)]
    [InlineData(OldRoom.Head + 100_000)]
    public async Task Further_behind_or_ahead_of_all_there_is_gets_a_snapshot(long seq)
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        var joined = await JoinAsync(ada, seq);
        Assert.Equal(("snapshot", false), ((string?)joined["mode"], (bool)joined["hasMore"]!));
        Assert.Equal(LongRoom.Range(OldRoom.Head - 49, OldRoom.Head), joined.Seqs());
    }

    [Fact]
    public async Task What_is_written_while_deltas_are_fetched_comes_once_and_in_order_behind_them()
    {
        await using var writer = await Guest.JoinAsync(fixture, OldRoom.BusyRoom);
        await using var reader = await Guest.ConnectAsync(fixture);
        await writer.PostedAsync("the first", OldRoom.BusyRoom);
        using var enough = new CancellationTokenSource();
        var writing = WriteAsync(writer, enough.Token);

        var known = await reader.ResumedAsync(OldRoom.BusyRoom, fixture.BusyEpoch, OldRoom.BusyHead - MostBehind + 500);
        for (var i = 0; i < 50; i++)
            Assert.Equal(++known, (long)(await reader.NextAsync("event"))["seq"]!);
        await enough.CancelAsync();

        var head = await writing;
        while (known < head)
            Assert.Equal(++known, (long)(await reader.NextAsync("event"))["seq"]!);
    }

    private static async Task<long> WriteAsync(JsonChatClient writer, CancellationToken enough)
    {
        var head = 0L;
        while (!enough.IsCancellationRequested)
            head = await writer.PostedAsync("more", OldRoom.BusyRoom);
        return head;
    }

    private async Task ResumeAsync()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        Assert.Equal(OldRoom.Head, await ada.ResumedAsync(OldRoom.Room, fixture.Epoch, OldRoom.Head - MostBehind));
    }

    private Task<JsonNode> JoinAsync(JsonChatClient guest, long seq) =>
        guest.AskAsync(new { type = "join", room = OldRoom.Room, after = new { epoch = fixture.Epoch, seq } });
}
