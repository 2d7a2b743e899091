using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Coming back after long: a delta in pages, or a snapshot, and never a part called the whole.</summary>
public sealed class FarBehindTests(LongRoom fixture) : IClassFixture<LongRoom>
{
    [Fact]
    public async Task A_delta_holds_at_most_500_events_and_says_that_there_are_more()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        var joined = await JoinAsync(ada, LongRoom.Head - 700);
        Assert.Equal(("delta", true, LongRoom.Head), ((string)joined["mode"]!, (bool)joined["hasMore"]!, (long)joined["head"]!));
        Assert.Equal(LongRoom.Range(LongRoom.Head - 699, LongRoom.Head - 200), joined.Seqs());
        var rest = await JoinAsync(ada, LongRoom.Head - 200);
        Assert.Equal(("delta", false), ((string)rest["mode"]!, (bool)rest["hasMore"]!));
        Assert.Equal(LongRoom.Range(LongRoom.Head - 199, LongRoom.Head), rest.Seqs());
    }

    [Fact]
    public async Task Exactly_500_behind_is_one_whole_delta()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        var joined = await JoinAsync(ada, LongRoom.Head - 500);
        Assert.Equal((500, false), (joined.Events().Count, (bool)joined["hasMore"]!));
    }

    [Fact]
    public async Task Whoever_is_5000_behind_gets_it_all_in_deltas()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        var seen = new List<long>();
        bool hasMore;
        do
        {
            var joined = await JoinAsync(ada, seen.Count == 0 ? LongRoom.Head - 5_000 : seen[^1]);
            Assert.Equal("delta", (string)joined["mode"]!);
            seen.AddRange(joined.Seqs());
            hasMore = (bool)joined["hasMore"]!;
        }
        while (hasMore);
        Assert.Equal(LongRoom.Range(LongRoom.Head - 4_999, LongRoom.Head), seen);
    }

    [Theory]
    [InlineData(LongRoom.Head - 5_001)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Whoever_is_more_than_5000_behind_gets_a_snapshot(long seq)
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        var joined = await JoinAsync(ada, seq);
        Assert.Equal(("snapshot", false), ((string)joined["mode"]!, (bool)joined["hasMore"]!));
        Assert.Equal(LongRoom.Range(LongRoom.Head - 49, LongRoom.Head), joined.Seqs());
    }

    private Task<System.Text.Json.Nodes.JsonNode> JoinAsync(JsonChatClient guest, long seq) =>
        guest.AskAsync(new { type = "join", room = LongRoom.Room, after = new { epoch = fixture.Epoch, seq } });
}
