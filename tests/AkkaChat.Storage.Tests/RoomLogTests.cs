using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Tests;

public abstract class RoomLogTests(TestStorage storage) : StorageTest(storage)
{
    public sealed class OnSqlite() : RoomLogTests(new SqliteTestStorage());

    public sealed class OnPostgres() : RoomLogTests(new PostgresTestStorage());

    private static readonly RoomId Other = RoomId.Stored("other");

    [Fact]
    public void A_room_is_made_when_asked_to_be_and_keeps_its_epoch()
    {
        Assert.Null(Log.Open(Room, create: false, newest: 50));
        var made = Log.Open(Room, create: true, newest: 50)!;
        Assert.Equal((0, 0), (made.Head, made.Newest.Count));
        Assert.Equal(made.Epoch, Log.Open(Room, create: true, newest: 50)!.Epoch);
        Assert.NotEqual(made.Epoch, Log.Open(Other, create: true, newest: 50)!.Epoch);
    }

    [Fact]
    public void Appends_of_several_rooms_are_stored_together_and_read_as_they_were()
    {
        Log.Open(Room, create: true, newest: 0);
        Log.Open(Other, create: true, newest: 0);
        var stored = new RoomEvent(
            2, 5, new Person(new UserId("u"), "Zoë"), ClientMessageId.Stored("x_-1"), new MessagePosted("a\n\t\"b\" <i> 😀\0 end", ReplyTo: 1));
        var outcomes = Log.Append([Append(Room, Event(1), stored), Append(Other, Event(1))]);
        Assert.All(outcomes, o => Assert.IsType<AppendOutcome.Appended>(o));
        Assert.Equal([Event(1), stored], All(Room));
        Assert.Equal([Event(1)], All(Other));
        Assert.Equal([Event(1), stored], Log.Open(Room, create: false, newest: 50)!.Newest);
    }

    [Fact]
    public void A_repeated_request_stores_nothing_of_its_append_and_brings_the_first_ones_back()
    {
        Log.Open(Other, create: true, newest: 0);
        Fill(Room, 3);
        var outcomes = Log.Append([Append(Other, Event(1)), Append(Room, Event(4), Event(5, id: "id-2"), Event(6, id: "id-3"))]);
        Assert.IsType<AppendOutcome.Appended>(outcomes[0]);
        Assert.Equal([2L, 3L], Assert.IsType<AppendOutcome.Repeated>(outcomes[1]).Stored.Select(e => e.Seq));
        Assert.Equal(3, All(Room).Count);
        Assert.Single(All(Other));
    }

    [Fact]
    public void The_same_id_of_another_person_or_in_another_room_is_another_request()
    {
        Log.Open(Other, create: true, newest: 0);
        Fill(Room, 1);
        var outcomes = Log.Append([Append(Room, Event(2, id: "id-1", user: "v")), Append(Other, Event(1, id: "id-1"))]);
        Assert.All(outcomes, o => Assert.IsType<AppendOutcome.Appended>(o));
    }

    [Fact]
    public void A_seq_that_is_taken_fences_its_append_and_no_other()
    {
        Log.Open(Other, create: true, newest: 0);
        Fill(Room, 3);
        var outcomes = Log.Append([Append(Room, Event(3, id: "a"), Event(4, id: "b")), Append(Other, Event(1))]);
        Assert.IsType<AppendOutcome.Fenced>(outcomes[0]);
        Assert.IsType<AppendOutcome.Appended>(outcomes[1]);
        Assert.Equal(3, All(Room).Count);
    }

    [Fact]
    public void An_event_of_a_kind_from_the_future_is_read_as_unknown()
    {
        Fill(Room, 1);
        Storage.Execute("INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind) VALUES ('lobby', 2, 0, 'u', 'U', 'r', 'danced')");
        Assert.Equal(new UnknownEvent("danced"), Log.Open(Room, create: false, newest: 50)!.Newest[1].Body);
        Assert.Single(History.ReadMessages(Room, new HistoryQuery(HistoryDirection.After, 0, 50)).Events);
    }
}
