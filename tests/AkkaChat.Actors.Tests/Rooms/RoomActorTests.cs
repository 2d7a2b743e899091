using Akka.TestKit;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Rooms;

public class RoomActorTests : RoomActorTestKit
{
    [Fact]
    public async Task Every_member_is_told_every_message_in_one_order_its_author_too()
    {
        var (ann, bob) = (await JoinAsync("ann"), await JoinAsync("bob"));
        Post(ann, "ann", 1);
        Post(bob, "bob", 1);
        var toAnn = await EventsAsync(ann, 2);
        Assert.Equal(toAnn, await EventsAsync(bob, 2));
        Assert.Equal([1L, 2L], toAnn.Select(e => e.Seq));
    }

    [Fact]
    public async Task Nothing_is_told_or_acknowledged_before_it_is_committed()
    {
        var ann = await JoinAsync("ann");
        ann.IgnoreMessages(message => message is PresenceChanged); // Of the join, a second later.
        RoomLog.Hold();
        Post(ann, "ann", 1);
        await ann.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        RoomLog.Release();
        Assert.Equal(1, Assert.Single((await ExpectAsync<EventBatch>(ann)).Events).Seq);
        Assert.Equal(1, (await StoredAsync(ann)).Seq);
    }

    [Fact]
    public async Task What_comes_during_a_commit_goes_into_the_next_one_together()
    {
        var ann = await JoinAsync("ann");
        RoomLog.Hold();
        for (var id = 1; id <= 10; id++)
            Post(ann, "ann", id);
        RoomLog.Release();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), (await EventsAsync(ann, 10)).Select(e => e.Seq));
        Assert.InRange(RoomLog.Transactions.Count, 1, 3);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_ones_seq_and_makes_no_event()
    {
        var ann = await JoinAsync("ann");
        Post(ann, "ann", 1);
        var first = await StoredAsync(ann);
        Post(ann, "ann", 1);
        var again = await StoredAsync(ann);
        Assert.Equal((first.Seq, first.At, true), (again.Seq, again.At, again.IsDuplicate));
        Assert.Single(RoomLog.EventsOf(Room));
    }

    [Fact]
    public async Task A_repeat_that_the_room_has_forgotten_is_known_to_the_log()
    {
        var ann = await JoinAsync("ann");
        for (var id = 1; id <= RecentEvents.MostEvents + 10; id++)
            Post(ann, "ann", id);
        await EventsAsync(ann, RecentEvents.MostEvents + 10);
        Post(ann, "ann", 1);
        Post(ann, "ann", 9_999);
        var stored = new List<EventStored>();
        while (stored.LastOrDefault()?.Number != 9_999)
            stored.AddRange((await ExpectAsync<EventsStored>(ann)).Answers);
        Assert.Contains(stored, s => s is { Number: 1, Seq: 1, IsDuplicate: true });
        Assert.Equal(RecentEvents.MostEvents + 11, stored[^1].Seq);
    }

    [Fact]
    public async Task Who_is_not_a_member_is_told_to_join_and_posts_nothing()
    {
        await JoinAsync("ann");
        var stranger = CreateTestProbe();
        Post(stranger, "stranger", 1);
        await ExpectAsync<RejoinNeeded>(stranger);
        Assert.Empty(RoomLog.EventsOf(Room));
    }

    [Fact]
    public async Task A_room_that_fails_starts_again_from_the_log_and_asks_its_members_to_join_again()
    {
        var ann = await JoinAndPostAsync();
        RoomLog.AppendBehindTheBack(Room, Event(2, "rival"));
        Post(ann, "ann", 2); // The log refuses seq 2: another owner has it.
        await ExpectAsync<RejoinNeeded>(ann);
        var joined = await RejoinAsync(ann, seen: 1);
        Assert.Equal("rival", joined.Events.Single().By.Name);
        Post(ann, "ann", 2);
        Assert.Equal(3, Assert.Single(await EventsAsync(ann, 1)).Seq);
    }

    [Fact]
    public async Task A_member_that_has_seen_what_another_owner_wrote_shows_it_to_everybody_also_when_nobody_writes_any_more()
    {
        var ann = await JoinAndPostAsync();
        RoomLog.AppendBehindTheBack(Room, Event(2, "rival"));
        var bob = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 0, Who("bob"), new LogPosition("epoch", 2)), bob);
        await ExpectAsync<RejoinNeeded>(ann);
        var joined = await RejoinAsync(ann, seen: 1);
        Assert.Equal((2, "rival"), (joined.Head, joined.Events.Single().By.Name));
    }

    [Fact]
    public async Task Who_claims_to_have_seen_what_never_was_gets_a_snapshot_and_disturbs_nobody()
    {
        var ann = await JoinAndPostAsync();
        var bob = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 0, Who("bob"), new LogPosition("epoch", 1_000)), bob);
        var joined = await ExpectAsync<RoomJoined>(bob);
        Assert.Equal((JoinMode.Snapshot, 1), (joined.Mode, joined.Head));
        Post(ann, "ann", 2);
        await EventsAsync(ann, 1);
    }

    [Fact]
    public async Task What_was_stored_although_its_commit_seemed_to_fail_is_shown_to_all_and_acknowledged_once()
    {
        var (ann, bob) = (await JoinAsync("ann"), await JoinAsync("bob"));
        RoomLog.LosesAnAnswer = true;
        Post(ann, "ann", 1);
        Assert.Equal(ErrorCode.Unavailable, (await ExpectAsync<CommandRefused>(ann)).Error.Code);
        await AwaitConditionAsync(
            async () =>
            {
                Post(ann, "ann", 1); // As its sender does until it is answered.
                return await bob.ReceiveOneAsync(TimeSpan.FromMilliseconds(50)) is RejoinNeeded;
            },
            TimeSpan.FromSeconds(10));
        Rooms.Tell(new JoinRoom(Room, 99, Who("bob"), new LogPosition("epoch", 0)), bob);
        Assert.Equal(1, Assert.Single((await ExpectAsync<RoomJoined>(bob)).Events).Seq);
        Rooms.Tell(new JoinRoom(Room, 99, Who("ann"), new LogPosition("epoch", 0)), ann);
        await ExpectAsync<RoomJoined>(ann);
        Post(ann, "ann", 1);
        Assert.Equal(1, (await StoredAsync(ann)).Seq);
        Assert.Single(RoomLog.EventsOf(Room));
    }

    [Fact]
    public async Task While_the_log_fails_who_is_in_a_hurry_is_refused_and_who_is_patient_waits_in_order()
    {
        var (hasty, patient) = (await JoinAsync("hasty"), await JoinAsync("patient"));
        RoomLog.IsFailing = true;
        Post(hasty, "hasty", 1);
        Assert.Equal(ErrorCode.Unavailable, (await ExpectAsync<CommandRefused>(hasty)).Error.Code);
        for (var id = 1; id <= 3; id++)
            Post(patient, "patient", id, isPatient: true);
        await patient.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        Assert.Empty(RoomLog.EventsOf(Room));
        RoomLog.IsFailing = false;
        Assert.Equal(["1", "2", "3"], (await EventsAsync(patient, 3)).Select(e => e.Id.Value));
    }

    /// <summary>Ann is in, and has seen her first message.</summary>
    private async Task<TestProbe> JoinAndPostAsync()
    {
        var ann = await JoinAsync("ann");
        Post(ann, "ann", 1);
        await EventsAsync(ann, 1);
        return ann;
    }

    private async Task<RoomJoined> RejoinAsync(TestProbe ann, long seen)
    {
        Rooms.Tell(new JoinRoom(Room, 99, Who("ann"), new LogPosition("epoch", seen)), ann);
        return await ExpectAsync<RoomJoined>(ann);
    }
}
