using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Tests;

public abstract class MessageLifeTests(TestStorage storage) : StorageTest(storage)
{
    public sealed class OnSqlite() : MessageLifeTests(new SqliteTestStorage());

    public sealed class OnPostgres() : MessageLifeTests(new PostgresTestStorage());

    [Fact]
    public void Every_kind_of_event_is_read_as_it_was_stored()
    {
        Fill(Room, 1);
        RoomEvent[] life =
        [
            Change(2, new MessageEdited(1, "new")),
            Change(3, new ReactionAdded(1, "👍")),
            Change(4, new ReactionRemoved(1, "👍")),
            Change(5, new MessageDeleted(1)),
        ];
        Log.Append([Append(Room, life[..3])]);
        Assert.Equal(life[..3], All(Room).Skip(1));
        Log.Append([Append(Room, life[3])]);
        Assert.Equal(new MessageDeleted(1), All(Room)[4].Body);
    }

    [Fact]
    public void History_and_snapshots_are_in_todays_state()
    {
        Fill(Room, 3);
        Log.Append([Append(
            Room,
            Change(4, new MessageEdited(1, "better"), at: 77),
            Change(5, new ReactionAdded(2, "👍"), user: "v"),
            Change(6, new ReactionAdded(2, "👍"), user: "w"),
            Change(7, new ReactionAdded(2, "🎉"), user: "w"),
            Change(8, new ReactionRemoved(2, "👍"), user: "v"),
            Change(9, new MessageDeleted(3)))]);
        var page = History.ReadMessages(Room, new HistoryQuery(HistoryDirection.After, 0, 50)).Events;
        Assert.Equal([1L, 2L, 3L], page.Select(e => e.Seq));
        var (edited, liked, deleted) = ((MessageNow)page[0].Body, (MessageNow)page[1].Body, (MessageNow)page[2].Body);
        Assert.Equal(("better", 77L), (edited.Text, edited.EditedAt));
        Assert.Equal([("👍", new UserId("w"), 6L), ("🎉", new UserId("w"), 7L)], liked.Reactions.OrderBy(r => r.Value.Seq).Select(r => (r.Key.Emoji, r.Key.User, r.Value.Seq)));
        Assert.Equal((null, true), (deleted.Text, deleted.IsDeleted));
        Assert.Equal(page.Select(e => e.Seq), Log.Open(Room, create: false, newest: 50)!.NewestMessages.Select(e => e.Seq));
        Assert.Equal([2L], History.FindMessages(Room, [2, 4, 99]).Select(e => e.Seq));
    }

    [Fact]
    public void A_repeat_in_an_append_leaves_no_trace_of_the_changes_beside_it()
    {
        Fill(Room, 2);
        var outcome = Log.Append([Append(Room, Change(3, new MessageEdited(1, "lost")), Event(4, id: "id-2"))])[0];
        Assert.IsType<AppendOutcome.Repeated>(outcome);
        var page = History.ReadMessages(Room, new HistoryQuery(HistoryDirection.After, 0, 50)).Events;
        Assert.All(page, e => Assert.Null(((MessageNow)e.Body).EditedAt));
    }
}
