using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Pages of the past, by seq and by time.</summary>
public sealed class HistoryTests(LongRoom fixture) : IClassFixture<LongRoom>
{
    private const string Room = LongRoom.Room;

    [Theory]
    [InlineData(LongRoom.Head + 1, 50, LongRoom.Head - 49, LongRoom.Head, true, false)]
    [InlineData(1_000_000_000, 10, LongRoom.Head - 9, LongRoom.Head, true, false)]
    [InlineData(101, 100, 1, 100, false, true)]
    [InlineData(102, 100, 2, 101, true, true)]
    [InlineData(11, 50, 1, 10, false, true)]
    [InlineData(1, 50, 1, 0, false, true)]
    public async Task A_page_before_a_seq(long seq, int limit, long first, long last, bool hasBefore, bool hasAfter) =>
        AssertPage(await AskAsync(new { type = "history", room = Room, before = seq, limit }), first, last, hasBefore, hasAfter);

    [Theory]
    [InlineData(0, 10, 1, 10, false, true)]
    [InlineData(10, 100, 11, 110, true, true)]
    [InlineData(LongRoom.Head - 5, 100, LongRoom.Head - 4, LongRoom.Head, true, false)]
    [InlineData(LongRoom.Head, 50, 1, 0, true, false)]
    public async Task A_page_after_a_seq(long seq, int limit, long first, long last, bool hasBefore, bool hasAfter) =>
        AssertPage(await AskAsync(new { type = "history", room = Room, after = seq, limit }), first, last, hasBefore, hasAfter);

    [Theory]
    [InlineData(3_000)]
    [InlineData(1)]
    [InlineData(LongRoom.Head)]
    public async Task A_page_around_a_seq_holds_it_and_its_neighbours(long seq)
    {
        var page = await AskAsync(new { type = "history", room = Room, around = seq, limit = 20 });
        var seqs = page.Seqs();
        Assert.InRange(seqs.Count, 10, 20);
        Assert.Contains(seq, seqs);
        AssertPage(page, seqs[0], seqs[^1], seqs[0] > 1, seqs[^1] < LongRoom.Head);
    }

    [Fact]
    public async Task A_page_at_a_time_holds_what_was_said_then()
    {
        var some = (await AskAsync(new { type = "history", room = Room, around = 2_500, limit = 1 })).Events().Single();
        var page = await AskAsync(new { type = "history", room = Room, at = (long)some["at"]!, limit = 100 });
        Assert.Contains(page.Events(), e => (long)e["at"]! == (long)some["at"]!);
        Assert.Contains(1, (await AskAsync(new { type = "history", room = Room, at = 0 })).Seqs());
        Assert.Contains(LongRoom.Head, (await AskAsync(new { type = "history", room = Room, at = 9_000_000_000_000 })).Seqs());
    }

    [Fact]
    public async Task A_page_has_50_messages_when_nothing_else_is_asked()
    {
        var page = await AskAsync(new { type = "history", room = Room, before = 1_000 });
        AssertPage(page, 950, 999, hasBefore: true, hasAfter: true);
        Assert.Equal((Room, "950"), ((string)page["room"]!, page.Texts()[0]));
    }

    [Fact]
    public async Task Pages_backwards_join_without_a_hole()
    {
        await using var ada = await Guest.JoinAsync(fixture, Room);
        var seen = new List<long>();
        JsonNode page;
        do
        {
            page = await ada.AskAsync(new { type = "history", room = Room, before = seen.Count == 0 ? LongRoom.Head + 1 : seen[0], limit = 100 });
            seen.InsertRange(0, page.Seqs());
        }
        while ((bool)page["hasBefore"]!);
        Assert.Equal(LongRoom.Range(1, LongRoom.Head), seen);
    }

    [Fact]
    public async Task What_makes_no_sense_is_a_bad_request_however_often_it_comes()
    {
        await using var ada = await Guest.JoinAsync(fixture, Room);
        object[] requests =
        [
            new { type = "history", room = Room }, new { type = "history", room = Room, limit = 5 },
            new { type = "history", room = Room, before = 5, after = 1 }, new { type = "history", room = Room, around = 5, at = 1 },
            new { type = "history", room = Room, before = -1 }, new { type = "history", room = Room, after = -1 },
            new { type = "history", room = Room, around = long.MinValue }, new { type = "history", room = Room, at = -1 },
            new { type = "history", room = Room, before = 5, limit = 1_000_000_000 }, new { type = "history", room = Room, before = 5, limit = 101 },
            new { type = "history", room = Room, before = 5, limit = 0 }, new { type = "history", room = Room, before = 5, limit = -1 },
        ];
        foreach (var request in requests)
            Assert.Equal("bad_request", await ada.RefusedAsync(request));
        AssertPage(await ada.AskAsync(new { type = "history", room = Room, before = 3 }), 1, 2, hasBefore: false, hasAfter: true);
    }

    [Fact]
    public async Task The_greatest_numbers_are_only_far_away()
    {
        AssertPage(await AskAsync(new { type = "history", room = Room, before = long.MaxValue, limit = 1 }), LongRoom.Head, LongRoom.Head, true, false);
        Assert.Empty((await AskAsync(new { type = "history", room = Room, after = long.MaxValue })).Events());
        Assert.Equal("history", (await AskAsync(new { type = "history", room = Room, around = long.MaxValue })).Type());
        Assert.Equal("history", (await AskAsync(new { type = "history", room = Room, at = long.MaxValue })).Type());
    }

    [Fact]
    public async Task Who_is_not_in_the_room_reads_nothing()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        Assert.Equal("not_joined", await ada.RefusedAsync(new { type = "history", room = Room, before = 9 }));
    }

    private static void AssertPage(JsonNode page, long first, long last, bool hasBefore, bool hasAfter)
    {
        Assert.Equal("history", page.Type());
        Assert.Equal(LongRoom.Range(first, last), page.Seqs());
        Assert.Equal((hasBefore, hasAfter), ((bool)page["hasBefore"]!, (bool)page["hasAfter"]!));
    }

    private async Task<JsonNode> AskAsync(object request)
    {
        await using var ada = await Guest.JoinAsync(fixture, Room);
        return await ada.AskAsync(request);
    }
}
