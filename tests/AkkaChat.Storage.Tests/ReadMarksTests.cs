using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;

namespace AkkaChat.Storage.Tests;

public class ReadMarksTests : SqliteFixture
{
    private static readonly UserId Ann = new("ann"), Bob = new("bob");

    [Fact]
    public void A_mark_never_goes_back_and_the_outcome_says_where_it_stands()
    {
        Assert.Equal(0, History.FindMark(Room, Ann));
        Assert.Equal([5L], Stored(Mark(Ann, 5)));
        Assert.Equal([5L, 7L], Stored(Mark(Ann, 3), Mark(Bob, 7)));
        Assert.Equal([6L], Stored(Mark(Ann, 6)));
        Assert.Equal((6L, 7L), (History.FindMark(Room, Ann), History.FindMark(Room, Bob)));
    }

    [Fact]
    public void Marks_of_rooms_and_people_are_apart_and_outlive_a_restart()
    {
        var other = RoomId.Stored("other");
        Log.Append([new StoreMarks(Room, [Mark(Ann, 5)]), new StoreMarks(other, [Mark(Ann, 2)])]);
        Log.Dispose();
        var database = new SqliteDatabase(File);
        database.Prepare();
        var history = new SqliteRoomHistory(database);
        Assert.Equal((5L, 2L, 0L), (history.FindMark(Room, Ann), history.FindMark(other, Ann), history.FindMark(other, Bob)));
    }

    [Fact]
    public void Marks_go_into_the_transaction_of_the_appends()
    {
        Log.Open(Room, create: true, newest: 0);
        var outcomes = Log.Append([Append(Room, Event(1)), new StoreMarks(Room, [Mark(Ann, 1)]), Append(Room, Event(2))]);
        Assert.Equal([typeof(AppendOutcome.Appended), typeof(MarksOutcome.Stored), typeof(AppendOutcome.Appended)], outcomes.Select(o => o.GetType()));
        Assert.Equal((2, 1L), (All(Room).Count, History.FindMark(Room, Ann)));
    }

    [Fact]
    public void Events_are_stored_also_when_a_mark_beside_them_can_not_be()
    {
        Log.Open(Room, create: true, newest: 0);
        Execute("CREATE TRIGGER no_marks BEFORE INSERT ON read_marks WHEN NEW.user_id = 'bob' BEGIN SELECT RAISE(ABORT, 'no'); END");
        var outcomes = Log.Append([Append(Room, Event(1)), new StoreMarks(Room, [Mark(Ann, 1), Mark(Bob, 1)]), Append(Room, Event(2))]);
        Assert.Equal([typeof(AppendOutcome.Appended), typeof(MarksOutcome.Failed), typeof(AppendOutcome.Appended)], outcomes.Select(o => o.GetType()));
        Assert.Equal((2, 0L), (All(Room).Count, History.FindMark(Room, Ann)));
        Execute("DROP TRIGGER no_marks");
        Assert.Equal([1L, 1L], Stored(Mark(Ann, 1), Mark(Bob, 1)));
    }

    private IEnumerable<long> Stored(params ReadMark[] marks)
    {
        var outcome = Assert.IsType<MarksOutcome.Stored>(Assert.Single(Log.Append([new StoreMarks(Room, marks)])));
        Assert.Equal(marks.Select(m => m.User), outcome.Marks.Select(m => m.User));
        return outcome.Marks.Select(m => m.Seq);
    }

    private void Execute(string sql)
    {
        using var connection = Database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static ReadMark Mark(UserId user, long seq) => new(user, seq);
}
