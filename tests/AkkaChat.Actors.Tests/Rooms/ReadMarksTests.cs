using Akka.TestKit;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Rooms;

/// <summary>How far people have read, as the room keeps it.</summary>
public class ReadMarksTests : RoomActorTestKit
{
    [Fact]
    public async Task A_mark_is_told_to_the_persons_other_connections_and_to_nobody_else()
    {
        var (desk, phone, bob) = (await JoinAsync("ann"), await JoinAsync("ann"), await JoinAsync("bob"));
        await FillAsync(desk, 3);
        Read(desk, "ann", number: 100, seq: 2);
        Assert.Equal(100, (await ExpectAsync<MarkKept>(desk)).Number);
        Assert.Equal(2, (await ExpectAsync<ReadElsewhere>(phone)).Seq);
        await AssertNotToldAsync(desk);
        await AssertNotToldAsync(bob);
    }

    [Fact]
    public async Task A_mark_never_goes_back()
    {
        var (desk, phone) = (await JoinAsync("ann"), await JoinAsync("ann"));
        await FillAsync(desk, 5);
        foreach (var (number, seq) in new[] { (101, 4), (102, 2), (103, 4), (104, 5) })
        {
            Read(desk, "ann", number, seq);
            Assert.Equal(number, (await ExpectAsync<MarkKept>(desk)).Number);
        }
        Assert.Equal(4, (await ExpectAsync<ReadElsewhere>(phone)).Seq);
        Assert.Equal(5, (await ExpectAsync<ReadElsewhere>(phone)).Seq);
        Assert.Equal([4L, 5L], RoomLog.WrittenMarks.Select(m => m.Seq));
    }

    [Fact]
    public async Task A_room_that_has_forgotten_a_mark_does_not_take_it_back()
    {
        var desk = await JoinAsync("ann");
        await FillAsync(desk, 5);
        Read(desk, "ann", 100, seq: 4);
        await ExpectAsync<MarkKept>(desk);
        Rooms.Tell(new LeaveRoom(Room), desk);
        await RoomStopsAsync();
        (desk, var phone) = (await JoinAsync("ann"), await JoinAsync("ann")); // As after a failure: the room looks nothing up.
        Read(desk, "ann", 101, seq: 2);
        await ExpectAsync<MarkKept>(desk);
        await AssertNotToldAsync(phone);
        Assert.Equal(4, (await JoinedAgainAsync("ann")).Read);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_or_told_before_the_commit_and_meanwhile_only_the_newest_mark_of_a_person_waits()
    {
        var (desk, phone, bob) = (await JoinAsync("ann"), await JoinAsync("ann"), await JoinAsync("bob"));
        await FillAsync(desk, 50);
        RoomLog.Hold();
        for (var seq = 1; seq <= 40; seq++)
            Read(desk, "ann", 100 + seq, seq);
        Read(phone, "ann", 200, seq: 7);
        Read(bob, "bob", 300, seq: 9);
        await desk.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        RoomLog.Release();
        for (var seq = 1; seq <= 40; seq++)
            Assert.Equal(100 + seq, (await ExpectAsync<MarkKept>(desk)).Number);
        Assert.Equal(9, (await JoinedAgainAsync("bob")).Read);
        Assert.Equal([1L, 40L, 9L], RoomLog.WrittenMarks.Select(m => m.Seq));
        var toPhone = new List<object>();
        await phone.FishForMessageAsync(m => Keep(toPhone, m) is ReadElsewhere { Seq: 40 }, TimeSpan.FromSeconds(10));
        Assert.Equal(200, Assert.Single(toPhone.OfType<MarkKept>()).Number);
    }

    [Fact]
    public async Task Beyond_the_head_nothing_can_be_read_and_who_is_no_member_is_told_to_join()
    {
        var desk = await JoinAsync("ann");
        await FillAsync(desk, 2);
        Read(desk, "ann", 100, seq: 3);
        Assert.Equal(ErrorCode.BadRequest, (await ExpectAsync<CommandRefused>(desk)).Error.Code);
        var stranger = CreateTestProbe();
        Read(stranger, "stranger", 1, seq: 1);
        await ExpectAsync<RejoinNeeded>(stranger);
        Assert.Empty(RoomLog.WrittenMarks);
    }

    [Fact]
    public async Task While_marks_can_not_be_stored_they_are_refused_with_a_time_and_messages_go_on()
    {
        var desk = await JoinAsync("ann");
        await FillAsync(desk, 2);
        RoomLog.IsFailingMarks = true;
        Read(desk, "ann", 100, seq: 1);
        var refused = (await ExpectAsync<CommandRefused>(desk)).Error;
        Assert.Equal((ErrorCode.Unavailable, true), (refused.Code, refused.RetryAfterMs > 0));
        Post(desk, "ann", 3);
        await EventsAsync(desk, 1);
        RoomLog.IsFailingMarks = false;
        Read(desk, "ann", 101, seq: 2);
        Assert.Equal(101, (await ExpectAsync<MarkKept>(desk)).Number);
    }

    [Fact]
    public async Task While_the_database_fails_marks_are_refused_and_afterwards_they_are_stored()
    {
        var desk = await JoinAsync("ann");
        await FillAsync(desk, 2);
        RoomLog.IsFailing = true;
        Read(desk, "ann", 100, seq: 1);
        Assert.Equal(ErrorCode.Unavailable, (await ExpectAsync<CommandRefused>(desk)).Error.Code);
        RoomLog.IsFailing = false;
        object answer;
        do
        {
            Read(desk, "ann", 101, seq: 1);
            answer = await desk.FishForMessageAsync(m => m is MarkKept or CommandRefused, TimeSpan.FromSeconds(10));
        }
        while (answer is not MarkKept);
    }

    [Fact]
    public async Task Only_a_join_that_may_find_a_mark_looks_for_it_and_only_while_the_room_does_not_know()
    {
        var desk = await JoinAsync("ann");
        await FillAsync(desk, 3);
        Assert.Equal(0, RoomLog.MarkLookUps);
        Assert.Equal(0, (await JoinedAgainAsync("ann")).Read);
        Assert.Equal(1, RoomLog.MarkLookUps);
        Read(desk, "ann", 100, seq: 3);
        await ExpectAsync<MarkKept>(desk);
        Assert.Equal(3, (await JoinedAgainAsync("ann")).Read);
        Assert.Equal(1, RoomLog.MarkLookUps);
    }

    [Fact]
    public async Task A_join_whose_mark_can_not_be_read_is_refused_rather_than_told_a_wrong_one()
    {
        await JoinAsync("bob");
        RoomLog.IsFailing = true;
        var phone = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 9, Who("ann"), After: null, MayHaveMark: true), phone);
        Assert.Equal(ErrorCode.Unavailable, (await ExpectAsync<CommandRefused>(phone)).Error.Code);
    }

    [Fact]
    public async Task A_join_tells_what_was_stored_while_it_was_under_way()
    {
        var desk = await JoinAsync("ann");
        await FillAsync(desk, 300);
        for (var seq = 1; seq <= 300; seq += 13)
        {
            Read(desk, "ann", 1_000 + seq, seq);
            var phone = CreateTestProbe();
            Rooms.Tell(new JoinRoom(Room, seq, Who("ann"), After: null, MayHaveMark: true), phone);
            await ExpectAsync<MarkKept>(desk);
            var (told, joined) = (0L, false);
            await phone.FishForMessageAsync(
                m =>
                {
                    told = Math.Max(told, m is ReadElsewhere read ? read.Seq : m is RoomJoined { Read: var mark } ? mark : 0);
                    joined |= m is RoomJoined;
                    return joined && told == seq;
                },
                TimeSpan.FromSeconds(10));
            Rooms.Tell(new LeaveRoom(Room), phone);
        }
    }

    [Fact]
    public async Task A_look_up_that_outlives_its_room_tells_nothing_old()
    {
        var desk = await JoinAsync("ann");
        await FillAsync(desk, 5);
        RoomLog.HoldLookUps();
        var phone = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 1, Who("ann"), After: null, MayHaveMark: true), phone);
        await AwaitAssertAsync(() => Assert.Equal(1, RoomLog.MarkLookUps));
        Read(desk, "ann", 100, seq: 5);
        await ExpectAsync<MarkKept>(desk);
        RoomLog.AppendBehindTheBack(Room, Event(6, "rival"));
        Post(desk, "ann", 6); // Makes the room fail.
        await ExpectAsync<RejoinNeeded>(phone);
        Rooms.Tell(new JoinRoom(Room, 2, Who("ann"), After: null, MayHaveMark: true), phone);
        RoomLog.ReleaseLookUps();
        var joined = await ExpectAsync<RoomJoined>(phone);
        Assert.Equal((2, 5), (joined.Number, joined.Read));
    }

    private void Read(TestProbe connection, string name, long number, long seq) =>
        Rooms.Tell(new MarkRead(Room, number, Who(name).Id, seq), connection);

    private async Task FillAsync(TestProbe connection, int count)
    {
        for (var id = 1; id <= count; id++)
            Post(connection, "writer", id);
        for (var stored = 0; stored < count;)
            stored += (await ExpectAsync<EventsStored>(connection)).Answers.Count;
    }

    private async Task<RoomJoined> JoinedAgainAsync(string name)
    {
        var probe = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 1, Who(name), After: null, MayHaveMark: true), probe);
        return await ExpectAsync<RoomJoined>(probe);
    }

    // Everything that the room told before has come by the time it answers.
    private async Task AssertNotToldAsync(TestProbe connection)
    {
        Rooms.Tell(new GetHistory(Room, 999, new HistoryQuery(HistoryDirection.Before, 9, 1)), connection);
        var told = new List<object>();
        await connection.FishForMessageAsync(m => Keep(told, m) is HistoryPage, TimeSpan.FromSeconds(10));
        Assert.Empty(told.OfType<ReadElsewhere>());
    }
}
