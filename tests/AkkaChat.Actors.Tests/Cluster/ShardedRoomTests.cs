using Akka.Actor;
using Akka.TestKit;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>A room as the relays of other nodes, played by probes, reach it.</summary>
public sealed class ShardedRoomTests : RoomActorTestKit
{
    private readonly Dictionary<TestProbe, long> positions = [];
    private readonly IActorRef room;

    public ShardedRoomTests() => room = NewOwner();

    [Fact]
    public async Task A_batch_goes_to_a_relay_once_however_many_of_its_members_are_live()
    {
        var relay = await OpenAsync();
        await JoinAsync(relay, 1);
        await JoinAsync(relay, 2);
        Post(relay, member: 1, id: 7);
        var (push, answer) = (await NextAsync<ToLiveMembers>(relay), await NextAsync<ToMember>(relay));
        Assert.Equal(1, Assert.IsType<EventBatch>(push.Push).LastSeq);
        Assert.Equal((1L, 7L), (answer.Member, Assert.IsType<EventsStored>(answer.Message).Answers.Single().Number));
    }

    [Fact]
    public async Task What_goes_to_a_relay_has_no_gaps_and_joined_comes_before_the_events_that_follow_it()
    {
        var relay = await OpenAsync();
        Say(relay, 1, new JoinRoom(Room, 0, Who("m1"), new LogPosition("epoch", 0)));
        for (var i = 0; i < 20; i++)
            Post(relay, member: 1, id: i);
        var told = new List<IToRelay>();
        while (told.OfType<ToMember>().Select(m => m.Message).OfType<EventsStored>().Sum(s => s.Answers.Count) < 20)
            told.Add(await NextAsync<IToRelay>(relay));
        Assert.IsType<RoomJoined>(Assert.IsType<ToMember>(told[0]).Message);
        Assert.Equal(Enumerable.Range(1, told.Count).Select(n => (long)n), told.Select(m => m.Position));
    }

    [Fact]
    public async Task A_push_names_the_formats_that_the_nodes_members_need()
    {
        var relay = await OpenAsync();
        await JoinAsync(relay, 1, format: "a");
        await JoinAsync(relay, 2, format: "b");
        await JoinAsync(relay, 3, format: "b");
        Post(relay, member: 1, id: 1);
        Assert.Equal(["a", "b"], (await NextAsync<ToLiveMembers>(relay)).Formats.Order());
        Say(relay, 1, new LeaveRoom(Room));
        Post(relay, member: 2, id: 2);
        var second = (ToLiveMembers)await relay.FishForMessageAsync(m => m is ToLiveMembers { Push: EventBatch { LastSeq: 2 } }, TimeSpan.FromSeconds(10));
        Assert.Equal(["b"], second.Formats);
    }

    [Fact]
    public async Task A_message_that_was_lost_ends_the_session_and_nothing_behind_it_is_done()
    {
        var relay = await OpenAsync();
        await JoinAsync(relay, 1);
        positions[relay]++;
        Post(relay, member: 1, id: 2);
        await NextAsync<SessionEnded>(relay);
        await OpenAsync(relay, session: 2);
        await JoinAsync(relay, 1);
        Assert.Empty(RoomLog.EventsOf(Room));
    }

    [Fact]
    public async Task Words_of_a_session_that_a_later_one_has_replaced_are_not_heard()
    {
        var relay = await OpenAsync(CreateTestProbe(), session: 5);
        room.Tell(new TouchRoom(Room, 4, 1), relay);
        room.Tell(new TouchRoom(Room, 5, 2), relay);
        Assert.Equal(5, (await NextAsync<RoomTouched>(relay)).Session);
    }

    [Fact]
    public async Task The_members_of_a_relay_that_died_leave_the_room()
    {
        var (relay, other) = (await OpenAsync(), await OpenAsync());
        await JoinAsync(relay, 1);
        await JoinAsync(other, 1, name: "bob");
        Sys.Stop(relay);
        var presence = await other.FishForMessageAsync(
            m => m is ToLiveMembers { Push: PresenceChanged { Online: 1 } }, TimeSpan.FromSeconds(10));
        Assert.Contains(((PresenceChanged)((ToLiveMembers)presence).Push).Left, person => person == Who("m1"));
    }

    [Fact]
    public async Task A_room_that_moves_finishes_what_it_accepted_before_it_ends_its_sessions()
    {
        var relay = await OpenAsync();
        await JoinAsync(relay, 1);
        RoomLog.Hold();
        Post(relay, member: 1, id: 1);
        Post(relay, member: 1, id: 2);
        Watch(room);
        room.Tell(ShardedRoomActor.Stop.Instance);
        Post(relay, member: 1, id: 3); // Comes too late: it is asked again of the next owner.
        RoomLog.Release();
        var answers = new List<EventStored>();
        while (answers.Count < 2)
            answers.AddRange(((ToMember)await relay.FishForMessageAsync(m => m is ToMember { Message: EventsStored }, TimeSpan.FromSeconds(10))).Message is EventsStored s ? s.Answers : []);
        await NextAsync<SessionEnded>(relay);
        await ExpectTerminatedAsync(room);
        Assert.Equal(2, RoomLog.EventsOf(Room).Count);
    }

    [Fact]
    public async Task Of_two_owners_the_stale_one_is_fenced_and_stops()
    {
        var (stale, current) = (room, NewOwner());
        var (left, right) = (await OpenAsync(), await OpenAsync(CreateTestProbe(), session: 1, owner: current));
        await JoinAsync(left, 1);
        await JoinAsync(right, 1, name: "bob", owner: current);
        Post(right, member: 1, id: 1, name: "bob", owner: current);
        await right.FishForMessageAsync(m => m is ToMember { Message: EventsStored }, TimeSpan.FromSeconds(10));
        Watch(stale);
        Post(left, member: 1, id: 2);
        await left.FishForMessageAsync(m => m is SessionEnded, TimeSpan.FromSeconds(10));
        await ExpectTerminatedAsync(stale);
        Assert.Single(RoomLog.EventsOf(Room));

        Post(right, member: 1, id: 3, name: "bob", owner: current); // The other one goes on.
        await right.FishForMessageAsync(m => m is ToMember { Message: EventsStored }, TimeSpan.FromSeconds(10));
        Assert.Equal(2, RoomLog.EventsOf(Room).Count);
    }

    private IActorRef NewOwner() => Sys.ActorOf(ShardedRoomActor.Props(Room, new RoomServices(
        Sys.ActorOf(RoomLogWriter.Props(RoomLog)), Sys.ActorOf(RoomLogReader.Props(RoomLog)), CreateTestProbe(), new RoomSettings(), TimeProvider.System)));

    private Task<TestProbe> OpenAsync() => OpenAsync(CreateTestProbe(), session: 1);

    private async Task<TestProbe> OpenAsync(TestProbe relay, long session, IActorRef? owner = null)
    {
        positions[relay] = 1;
        (owner ?? room).Tell(new TouchRoom(Room, sessions[relay] = session, 1), relay);
        await NextAsync<RoomTouched>(relay);
        return relay;
    }

    private readonly Dictionary<TestProbe, long> sessions = [];

    private void Say(TestProbe relay, long member, IRoomMessage message, IActorRef? owner = null) =>
        (owner ?? room).Tell(new FromMember(Room, sessions[relay], ++positions[relay], member, message), relay);

    private async Task JoinAsync(TestProbe relay, long member, string? name = null, string format = "", IActorRef? owner = null)
    {
        Say(relay, member, new JoinRoom(Room, 0, Who(name ?? $"m{member}"), After: null, format), owner);
        await relay.FishForMessageAsync(m => m is ToMember { Message: RoomJoined } told && told.Member == member, TimeSpan.FromSeconds(10));
    }

    private void Post(TestProbe relay, long member, int id, string? name = null, IActorRef? owner = null) => Say(
        relay,
        member,
        new PostEvent(Room, id, Who(name ?? $"m{member}"), ClientMessageId.Stored($"{id}"), new MessagePosted("text", null), IsPatient: false),
        owner);

    private static async Task<T> NextAsync<T>(TestProbe relay)
        where T : class => (T)await relay.FishForMessageAsync(m => m is T, TimeSpan.FromSeconds(10));
}
