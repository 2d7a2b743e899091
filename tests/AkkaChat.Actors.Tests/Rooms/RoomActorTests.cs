using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Log;

namespace AkkaChat.Actors.Tests.Rooms;

public class RoomActorTests : TestKit
{
    private static readonly RoomId Room = RoomId.Lobby;
    private readonly FakeLog log = new();
    private readonly IActorRef rooms;

    public RoomActorTests()
        : base("akka.loglevel = OFF")
    {
        var services = new RoomServices(
            Writer: Sys.ActorOf(RoomLogWriter.Props(log)),
            Reader: Sys.ActorOf(RoomLogReader.Props(log)),
            Directory: CreateTestProbe(),
            new RoomSettings { IdleTime = TimeSpan.FromMilliseconds(50) },
            TimeProvider.System);
        rooms = Sys.ActorOf(RoomsActor.Props(services), "rooms");
    }

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
        log.Hold();
        Post(ann, "ann", 1);
        await ann.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        log.Release();
        Assert.Equal(1, (await ExpectAsync<EventStored>(ann)).Seq);
        Assert.Equal(1, Assert.Single((await ExpectAsync<EventBatch>(ann)).Events).Seq);
    }

    [Fact]
    public async Task What_comes_during_a_commit_goes_into_the_next_one_together()
    {
        var ann = await JoinAsync("ann");
        log.Hold();
        for (var id = 1; id <= 10; id++)
            Post(ann, "ann", id);
        log.Release();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), (await EventsAsync(ann, 10)).Select(e => e.Seq));
        Assert.InRange(log.Transactions.Count, 1, 3);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_ones_seq_and_makes_no_event()
    {
        var ann = await JoinAsync("ann");
        Post(ann, "ann", 1);
        var first = await ExpectAsync<EventStored>(ann);
        Post(ann, "ann", 1);
        var again = await ExpectAsync<EventStored>(ann);
        Assert.Equal((first.Seq, first.At, true), (again.Seq, again.At, again.IsDuplicate));
        Assert.Single(log.EventsOf(Room));
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
            stored.Add(await ExpectAsync<EventStored>(ann));
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
        Assert.Empty(log.EventsOf(Room));
    }

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
            rooms.Tell(new JoinRoom(Room, 1, Who("bob"), new LogPosition("epoch", last)), bob);
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
        rooms.Tell(new JoinRoom(Room, 1, Who("bob"), new LogPosition("epoch", 0)), bob);
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
        rooms.Tell(new JoinRoom(Room, 1, Who("bob"), After: null), bob);
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
            rooms.Tell(new LeaveRoom(Room), tab);
        var left = await watcher.FishForMessageAsync<PresenceChanged>(p => p.Online == 1);
        Assert.Equal(Who("ann"), Assert.Single(left.Left));
    }

    [Fact]
    public async Task A_new_name_is_told_also_when_its_owner_was_away_for_less_than_a_second_or_is_there_twice()
    {
        var watcher = await JoinAsync("watcher");
        var ann = await JoinAsync("ann");
        await watcher.FishForMessageAsync<PresenceChanged>(p => p.Online == 2);
        rooms.Tell(new LeaveRoom(Room), ann);
        rooms.Tell(new JoinRoom(Room, 1, Who("ann") with { Name = "Beate" }, null), CreateTestProbe());
        var renamed = await watcher.FishForMessageAsync<PresenceChanged>(_ => true);
        Assert.Equal((2, "Beate", 0), (renamed.Online, renamed.Joined.Single().Name, renamed.Left.Count));
        rooms.Tell(new JoinRoom(Room, 1, Who("ann") with { Name = "Cleo" }, null), CreateTestProbe());
        Assert.Equal("Cleo", (await watcher.FishForMessageAsync<PresenceChanged>(_ => true)).Joined.Single().Name);
    }

    [Fact]
    public async Task Typing_is_told_to_the_others_once_a_second_however_often_it_comes()
    {
        var (ann, bob) = (await JoinAsync("ann"), await JoinAsync("bob"));
        for (var i = 0; i < 100; i++)
            rooms.Tell(new StartTyping(Room, Who("ann")), ann);
        Post(ann, "ann", 1);
        var toBob = new List<object>();
        await bob.FishForMessageAsync(m => Keep(toBob, m) is EventBatch);
        Assert.InRange(toBob.OfType<PersonTyping>().Count(), 1, 2);
    }

    [Fact]
    public async Task A_room_that_fails_starts_again_from_the_log_and_asks_its_members_to_join_again()
    {
        var ann = await JoinAsync("ann");
        Post(ann, "ann", 1);
        await EventsAsync(ann, 1);
        log.AppendBehindTheBack(Room, Event(2, "rival"));
        Post(ann, "ann", 2); // The log refuses seq 2: another owner has it.
        await ExpectAsync<RejoinNeeded>(ann);
        rooms.Tell(new JoinRoom(Room, 99, Who("ann"), new LogPosition("epoch", 1)), ann);
        var joined = await ExpectAsync<RoomJoined>(ann);
        Assert.Equal("rival", joined.Events.Single().By.Name);
        Post(ann, "ann", 2);
        Assert.Equal(3, Assert.Single(await EventsAsync(ann, 1)).Seq);
    }

    [Fact]
    public async Task While_the_log_fails_who_is_in_a_hurry_is_refused_and_who_is_patient_waits_in_order()
    {
        var (hasty, patient) = (await JoinAsync("hasty"), await JoinAsync("patient"));
        log.IsFailing = true;
        Post(hasty, "hasty", 1);
        Assert.Equal(ErrorCode.Unavailable, (await ExpectAsync<CommandRefused>(hasty)).Error.Code);
        for (var id = 1; id <= 3; id++)
            Post(patient, "patient", id, isPatient: true);
        await patient.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        Assert.Empty(log.EventsOf(Room));
        log.IsFailing = false;
        Assert.Equal(["1", "2", "3"], (await EventsAsync(patient, 3)).Select(e => e.Id.Value));
    }

    [Fact]
    public async Task A_room_without_members_stops_and_what_comes_meanwhile_finds_the_next_one()
    {
        var ann = await JoinAsync("ann");
        for (var round = 1; round <= 20; round++)
        {
            Post(ann, "ann", round);
            await EventsAsync(ann, 1);
            rooms.Tell(new LeaveRoom(Room), ann);
            if (round % 2 == 0)
                await RoomStopsAsync();
            rooms.Tell(new JoinRoom(Room, round, Who("ann"), new LogPosition("epoch", round)), ann);
            var joined = await ExpectAsync<RoomJoined>(ann);
            Assert.Equal((round, 0), ((int)joined.Head, joined.Events.Count));
        }
        Assert.Equal(20, log.EventsOf(Room).Count);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        log.Dispose();
    }

    private async Task RoomStopsAsync() => await AwaitConditionAsync(
        async () =>
        {
            var answer = await Sys.ActorSelection("/user/rooms/lobby").Ask<ActorIdentity>(new Identify(null));
            return answer.Subject is null;
        },
        TimeSpan.FromSeconds(10));

    private async Task<TestProbe> JoinAsync(string name)
    {
        var probe = CreateTestProbe();
        rooms.Tell(new JoinRoom(Room, 0, Who(name), After: null), probe);
        await ExpectAsync<RoomJoined>(probe);
        return probe;
    }

    private void Post(TestProbe connection, string name, int id, bool isPatient = false) => rooms.Tell(
        new PostEvent(Room, id, Who(name), ClientMessageId.Stored($"{id}"), new MessagePosted($"text {id}", ReplyTo: null), isPatient), connection);

    private static async Task<List<RoomEvent>> EventsAsync(TestProbe probe, int count)
    {
        var events = new List<RoomEvent>();
        while (events.Count < count)
            events.AddRange((await ExpectAsync<EventBatch>(probe)).Events);
        return events;
    }

    private static async Task<T> ExpectAsync<T>(TestProbe probe)
        where T : class => (T)await probe.FishForMessageAsync(m => m is T, TimeSpan.FromSeconds(10));

    private static object Keep(List<object> all, object message)
    {
        all.Add(message);
        return message;
    }

    private static Person Who(string name) => new(new UserId(name), name);

    private static RoomEvent Event(long seq, string by) =>
        new(seq, 0, Who(by), ClientMessageId.Stored("x"), new MessagePosted("x", null));
}
