using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Tests;

public abstract class ReadMarksTests(TestStorage storage) : StorageTest(storage)
{
    public sealed class OnSqlite() : ReadMarksTests(new SqliteTestStorage());

    public sealed class OnPostgres() : ReadMarksTests(new PostgresTestStorage());

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
        var history = Storage.OpenHistory();
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
        Storage.RefuseMarksOf("bob");
        var outcomes = Log.Append([Append(Room, Event(1)), new StoreMarks(Room, [Mark(Ann, 1), Mark(Bob, 1)]), Append(Room, Event(2))]);
        Assert.Equal([typeof(AppendOutcome.Appended), typeof(MarksOutcome.Failed), typeof(AppendOutcome.Appended)], outcomes.Select(o => o.GetType()));
        Assert.Equal((2, 0L), (All(Room).Count, History.FindMark(Room, Ann)));
        Storage.AllowMarks();
        Assert.Equal([1L, 1L], Stored(Mark(Ann, 1), Mark(Bob, 1)));
    }

    private IEnumerable<long> Stored(params ReadMark[] marks)
    {
        var outcome = Assert.IsType<MarksOutcome.Stored>(Assert.Single(Log.Append([new StoreMarks(Room, marks)])));
        Assert.Equal(marks.Select(m => m.User), outcome.Marks.Select(m => m.User));
        return outcome.Marks.Select(m => m.Seq);
    }

    private static ReadMark Mark(UserId user, long seq) => new(user, seq);
}
