using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Tests;

public abstract class RoomHistoryTests(TestStorage storage) : StorageTest(storage)
{
    public sealed class OnSqlite() : RoomHistoryTests(new SqliteTestStorage());

    public sealed class OnPostgres() : RoomHistoryTests(new PostgresTestStorage());

    [Theory]
    [InlineData(HistoryDirection.Before, 11, 5, "6 7 8 9 10", true, true)]
    [InlineData(HistoryDirection.Before, 3, 5, "1 2", false, true)]
    [InlineData(HistoryDirection.Before, 1, 5, "", false, true)]
    [InlineData(HistoryDirection.Before, 999, 5, "16 17 18 19 20", true, false)]
    [InlineData(HistoryDirection.After, 0, 5, "1 2 3 4 5", false, true)]
    [InlineData(HistoryDirection.After, 18, 5, "19 20", true, false)]
    [InlineData(HistoryDirection.After, 20, 5, "", true, false)]
    [InlineData(HistoryDirection.After, long.MaxValue, 5, "", true, false)]
    [InlineData(HistoryDirection.Around, 10, 5, "8 9 10 11 12", true, true)]
    [InlineData(HistoryDirection.Around, 1, 5, "1 2 3 4 5", false, true)]
    [InlineData(HistoryDirection.At, 9_500, 5, "8 9 10 11 12", true, true)]
    [InlineData(HistoryDirection.At, 0, 3, "1 2 3", false, true)]
    [InlineData(HistoryDirection.At, 99_000, 4, "19 20", true, false)]
    public void A_page_is_what_lies_on_that_side(
        HistoryDirection direction, long anchor, int limit, string seqs, bool hasBefore, bool hasAfter)
    {
        Fill(Room, 20);
        var page = History.ReadMessages(Room, new HistoryQuery(direction, anchor, limit));
        Assert.Equal(seqs, string.Join(' ', page.Events.Select(e => e.Seq)));
        Assert.Equal((hasBefore, hasAfter), (page.HasBefore, page.HasAfter));
    }

    [Fact]
    public void Paging_backward_sees_every_message_once_also_when_long_texts_make_pages_short()
    {
        Fill(Room, 60, text: new string('x', 16 * 1024));
        var (seen, before) = (new List<long>(), long.MaxValue);
        MessagePage page;
        do
        {
            page = History.ReadMessages(Room, new HistoryQuery(HistoryDirection.Before, before, 50));
            Assert.InRange(page.Events.Sum(e => e.Body.TextLength), 1, 64 * 1024);
            seen.InsertRange(0, page.Events.Select(e => e.Seq));
            before = seen[0];
        }
        while (page.HasBefore);
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), seen);
    }

    [Fact]
    public void Events_are_read_after_one_seq_and_up_to_another()
    {
        Fill(Room, 20);
        Assert.Equal([6L, 7L, 8L], History.ReadEvents(Room, after: 5, upTo: 8, limit: 100).Select(e => e.Seq));
        Assert.Equal([6L, 7L], History.ReadEvents(Room, after: 5, upTo: 8, limit: 2).Select(e => e.Seq));
        Assert.Empty(History.ReadEvents(RoomId.Stored("other"), after: 0, upTo: 8, limit: 2));
    }

    [Fact]
    public void The_room_with_the_newest_event_is_listed_first()
    {
        var (old, young, silent) = (RoomId.Stored("old"), RoomId.Stored("young"), RoomId.Stored("silent"));
        Fill(young, 7);
        Fill(old, 3);
        Log.Append([Append(young, Event(8, at: 1_000_000))]);
        Log.Open(silent, create: true, newest: 0);
        var rooms = History.ReadRooms(2);
        Assert.Equal(2, rooms.Count);
        Assert.Equal(8, History.ReadRooms(10).Single(r => r.Room == young).Head);
        Assert.Equal(0, History.ReadRooms(10).Single(r => r.Room == silent).Head);
        var order = History.ReadRooms(10).Select(r => r.Room).ToList();
        Assert.True(order.IndexOf(young) < order.IndexOf(old));
    }
}
