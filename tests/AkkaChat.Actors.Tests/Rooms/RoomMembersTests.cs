using Akka.TestKit;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Rooms;

public class RoomMembersTests : RoomActorTestKit
{
    [Fact]
    public async Task Who_comes_back_gets_what_was_missed_and_then_what_follows()
    {
        var ann = await JoinAsync("ann");
        var count = RecentEvents.MostEvents + 300; // More than a delta and more than memory holds.
        for (var id = 1; id <= count; id++)
            Post(ann, "ann", id);
        await EventsAsync(ann, count);

        var bob = CreateTestProbe();
        var (seen, last) = (new List<long>(), 0L);
        RoomJoined joined;
        do
        {
            Rooms.Tell(new JoinRoom(Room, 1, Who("bob"), new LogPosition("epoch", last)), bob);
            joined = await ExpectAsync<RoomJoined>(bob);
            Assert.Equal(JoinMode.Delta, joined.Mode);
            seen.AddRange(joined.Events.Select(e => e.Seq));
            last = seen.LastOrDefault();
        }
        while (joined.HasMore);
        Post(ann, "ann", count + 1);
        seen.AddRange((await EventsAsync(bob, 1)).Select(e => e.Seq));
        Assert.Equal(Enumerable.Range(1, count + 1).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task Who_has_more_to_fetch_is_told_no_live_event_before()
    {
        var ann = await JoinAsync("ann");
        var count = RoomState.DeltaEvents + 100;
        for (var id = 1; id <= count; id++)
            Post(ann, "ann", id);
        await EventsAsync(ann, count);
        var bob = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 1, Who("bob"), new LogPosition("epoch", 0)), bob);
        Assert.True((await ExpectAsync<RoomJoined>(bob)).HasMore);
        Post(ann, "ann", count + 1);
        await EventsAsync(ann, 1);
        await bob.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_newcomer_gets_the_newest_messages()
    {
        var ann = await JoinAsync("ann");
        for (var id = 1; id <= 80; id++)
            Post(ann, "ann", id);
        await EventsAsync(ann, 80);
        var bob = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 1, Who("bob"), After: null), bob);
        var joined = await ExpectAsync<RoomJoined>(bob);
        Assert.Equal((JoinMode.Snapshot, 80L, 31L, 50), (joined.Mode, joined.Head, joined.Events[0].Seq, joined.Events.Count));
    }

    [Fact]
    public async Task A_member_that_dies_is_gone_from_the_room()
    {
        var (ann, bob) = (await JoinAsync("ann"), await JoinAsync("bob"));
        Sys.Stop(bob.Ref);
        var seen = new HashSet<string>();
        await ann.FishForMessageAsync<PresenceChanged>(p => seen.Add($"{p.Online}") && p.Online == 1);
    }

    [Fact]
    public async Task Somebody_with_three_connections_is_present_once_until_the_last_one_ends()
    {
        var watcher = await JoinAsync("watcher");
        var tabs = new List<TestProbe>();
        for (var i = 0; i < 3; i++)
            tabs.Add(await JoinAsync("ann"));
        await watcher.FishForMessageAsync<PresenceChanged>(p => p.Online == 2);
        foreach (var tab in tabs)
            Rooms.Tell(new LeaveRoom(Room), tab);
        var left = await watcher.FishForMessageAsync<PresenceChanged>(p => p.Online == 1);
        Assert.Equal(Who("ann"), Assert.Single(left.Left));
    }

    [Fact]
    public async Task Who_saw_somebody_on_joining_is_told_when_they_go_also_within_the_second()
    {
        var ann = await JoinAsync("ann");
        var bob = await JoinAsync("bob"); // Has Ann among the members of his reply.
        Rooms.Tell(new LeaveRoom(Room), ann);
        var left = await bob.FishForMessageAsync<PresenceChanged>(_ => true);
        Assert.Equal((1, Who("ann")), (left.Online, left.Left.Single()));
    }

    [Fact]
    public async Task A_new_name_is_told_also_when_its_owner_was_away_for_less_than_a_second_or_is_there_twice()
    {
        var watcher = await JoinAsync("watcher");
        var ann = await JoinAsync("ann");
        await watcher.FishForMessageAsync<PresenceChanged>(p => p.Online == 2);
        Rooms.Tell(new LeaveRoom(Room), ann);
        Rooms.Tell(new JoinRoom(Room, 1, Who("ann") with { Name = "Beate" }, null), CreateTestProbe());
        var renamed = await watcher.FishForMessageAsync<PresenceChanged>(_ => true);
        Assert.Equal((2, "Beate", 0), (renamed.Online, renamed.Joined.Single().Name, renamed.Left.Count));
        Rooms.Tell(new JoinRoom(Room, 1, Who("ann") with { Name = "Cleo" }, null), CreateTestProbe());
        Assert.Equal("Cleo", (await watcher.FishForMessageAsync<PresenceChanged>(_ => true)).Joined.Single().Name);
    }

    [Fact]
    public async Task Members_are_told_the_head_behind_the_events_up_to_it_and_only_when_it_has_moved()
    {
        var ann = await JoinAsync("ann");
        for (var id = 1; id <= 3; id++)
            Post(ann, "ann", id);
        var told = new List<object>();
        await ann.FishForMessageAsync(m => Keep(told, m) is HeadReached { Head: 3 }, TimeSpan.FromSeconds(10));
        Assert.Equal(3, told.OfType<EventBatch>().Sum(b => b.Events.Count));
        await JoinAsync("bob");
        var since = new List<object>();
        await ann.FishForMessageAsync(m => Keep(since, m) is PresenceChanged { Online: 2 }, TimeSpan.FromSeconds(10));
        Post(ann, "ann", 4);
        await ann.FishForMessageAsync(m => Keep(since, m) is HeadReached { Head: 4 }, TimeSpan.FromSeconds(10));
        Assert.Single(since.OfType<HeadReached>());
    }

    [Fact]
    public async Task Typing_is_told_to_the_others_once_a_second_however_often_it_comes()
    {
        var (ann, bob) = (await JoinAsync("ann"), await JoinAsync("bob"));
        for (var i = 0; i < 100; i++)
            Rooms.Tell(new StartTyping(Room, Who("ann")), ann);
        Post(ann, "ann", 1);
        var toBob = new List<object>();
        await bob.FishForMessageAsync(m => Keep(toBob, m) is EventBatch);
        Assert.InRange(toBob.OfType<PersonTyping>().Count(), 1, 2);
    }

    [Fact]
    public async Task When_members_of_a_predecessor_come_all_are_told_who_is_here_and_nobody_lists_who_went_with_it()
    {
        var ann = await JoinAsync("ann");
        Rooms.Tell(new JoinRoom(Room, 1, Who("bob"), new LogPosition("epoch", 0), IsSilent: true), CreateTestProbe());
        var presence = await ann.FishForMessageAsync<PresenceChanged>(p => p.Online == 2);
        Assert.Equal([Who("ann"), Who("bob")], presence.Everybody!.OrderBy(person => person.Name));
    }

    [Fact]
    public async Task A_room_without_members_stops_and_what_comes_meanwhile_finds_the_next_one()
    {
        var ann = await JoinAsync("ann");
        for (var round = 1; round <= 20; round++)
        {
            Post(ann, "ann", round);
            await EventsAsync(ann, 1);
            Rooms.Tell(new LeaveRoom(Room), ann);
            if (round % 2 == 0)
                await RoomStopsAsync();
            Rooms.Tell(new JoinRoom(Room, round, Who("ann"), new LogPosition("epoch", round)), ann);
            var joined = await ExpectAsync<RoomJoined>(ann);
            Assert.Equal((round, 0), ((int)joined.Head, joined.Events.Count));
        }
        Assert.Equal(20, RoomLog.EventsOf(Room).Count);
    }
}
