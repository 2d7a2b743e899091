using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>A node's relay: its connections here, the room, played by a probe, there.</summary>
public sealed class RoomRelayTests : TestKit
{
    private static readonly RoomId Room = RoomId.Lobby;
    private readonly TestProbe room;
    private readonly IActorRef relay;
    private long session;
    private long told;

    public RoomRelayTests()
        : base("akka.loglevel = OFF\nakka.test.single-expect-default = 20s")
    {
        room = CreateTestProbe();
        relay = Sys.ActorOf(RoomRelayActor.Props(Room, room));
    }

    [Fact]
    public async Task What_comes_before_the_room_is_found_is_asked_again_once_it_is()
    {
        var ann = CreateTestProbe();
        relay.Tell(Join(1), ann);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task What_connections_say_goes_to_the_room_in_one_numbered_stream()
    {
        await BeFoundAsync();
        var (ann, bob) = (CreateTestProbe(), CreateTestProbe());
        relay.Tell(Join(1), ann);
        relay.Tell(Join(1), bob);
        relay.Tell(Post(2), ann);
        var said = new List<IFromRelay>();
        while (said.OfType<FromMember>().Count() < 3)
            said.Add(await room.ExpectMsgAsync<IFromRelay>());
        Assert.Equal(Enumerable.Range(2, said.Count).Select(n => (long)n), said.Select(m => m.Position));
        var (one, two, three) = (said.OfType<FromMember>().ElementAt(0), said.OfType<FromMember>().ElementAt(1), said.OfType<FromMember>().ElementAt(2));
        Assert.Equal(one.Member, three.Member);
        Assert.NotEqual(one.Member, two.Member);
    }

    [Fact]
    public async Task A_batch_comes_once_and_goes_to_every_live_connection_behind_what_each_joined_with()
    {
        await BeFoundAsync();
        var (ann, bob) = (await JoinedAsync(), await JoinedAsync(hasMore: true));
        var batch = Batch(4, 5);
        Tell(n => new ToLiveMembers(Room, session, n, batch, []));
        Assert.Same(batch, await ann.ExpectMsgAsync<EventBatch>());
        await NothingMoreAsync(bob); // Not at the head: it joins again for the rest.
    }

    [Fact]
    public async Task Batches_that_come_while_connections_are_told_others_go_out_as_one_and_answers_behind_them()
    {
        await BeFoundAsync();
        using var busy = new BusyConnection(room);
        await JoinedAsync(busy);
        var ann = await JoinedAsync();
        var annsNumber = lastMember;
        Tell(n => new ToLiveMembers(Room, session, n, Batch(4, 4), []));
        busy.WaitUntilTold();
        Tell(n => new ToLiveMembers(Room, session, n, Batch(5, 6), []));
        Tell(n => new ToMember(Room, session, n, annsNumber, new EventsStored([new EventStored(Room, 7, 5, 0, IsDuplicate: false)])));
        Tell(n => new ToLiveMembers(Room, session, n, Batch(7, 7), []));
        Tell(n => new ToLiveMembers(Room, session, n, new HeadReached(Room, 7), []));
        busy.GoOn();
        Assert.Equal((4, 4), SeqsOf(await ann.ExpectMsgAsync<EventBatch>()));
        Assert.Equal((5, 7), SeqsOf(await ann.ExpectMsgAsync<EventBatch>()));
        await ann.ExpectMsgAsync<EventsStored>();
        await ann.ExpectMsgAsync<HeadReached>();
    }

    [Fact]
    public async Task Whoever_joins_behind_a_batch_is_not_told_it_when_it_has_waited_for_others()
    {
        await BeFoundAsync();
        using var busy = new BusyConnection(room);
        await JoinedAsync(busy);
        Tell(n => new ToLiveMembers(Room, session, n, Batch(4, 4), []));
        busy.WaitUntilTold();
        Tell(n => new ToLiveMembers(Room, session, n, Batch(5, 5), []));
        var joining = JoinedAsync();
        busy.GoOn();
        await NothingMoreAsync(await joining);
    }

    [Fact]
    public async Task Whoever_the_room_sends_to_join_again_is_told_no_events_meanwhile()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Tell(n => new ToMember(Room, session, n, lastMember, new RejoinNeeded(Room)));
        Tell(n => new ToLiveMembers(Room, session, n, Batch(4, 4), []));
        await ann.ExpectMsgAsync<RejoinNeeded>();
        await NothingMoreAsync(ann);
    }

    [Fact]
    public async Task A_gap_in_what_the_room_says_has_everybody_join_again()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        told++;
        Tell(n => new ToLiveMembers(Room, session, n, Batch(5, 5), []));
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task The_last_message_that_was_lost_shows_at_the_next_touch()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        var touch = await room.FishForMessageAsync(m => m is TouchRoom, TimeSpan.FromSeconds(20));
        relay.Tell(new RoomTouched(Room, session, told + 1), room);
        Assert.Equal(session, ((TouchRoom)touch).Session);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task A_room_that_ends_the_session_is_looked_for_and_joined_again()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        relay.Tell(new SessionEnded(Room, session), room);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task A_room_that_does_not_answer_is_away_and_its_commands_are_refused_as_unavailable()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        relay.Tell(Post(7), ann);
        var refused = await ann.ExpectMsgAsync<CommandRefused>(TimeSpan.FromSeconds(20));
        Assert.Equal((7, ErrorCode.Unavailable), (refused.Number, refused.Error.Code));
        relay.Tell(Post(8), ann);
        Assert.Equal(8, (await ann.ExpectMsgAsync<CommandRefused>()).Number);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task Whoever_wants_into_a_room_that_is_not_found_is_refused_and_may_try_again()
    {
        var ann = CreateTestProbe();
        relay.Tell(Join(1), ann);
        var refused = await ann.ExpectMsgAsync<CommandRefused>();
        Assert.Equal((1, ErrorCode.Unavailable), (refused.Number, refused.Error.Code));
        Assert.NotNull(refused.Error.RetryAfterMs);
    }

    [Fact]
    public async Task A_connection_that_dies_leaves_the_room()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Sys.Stop(ann);
        var left = await room.FishForMessageAsync(m => m is FromMember { Message: LeaveRoom }, TimeSpan.FromSeconds(10));
        Assert.Equal(lastMember, ((FromMember)left).Member);
    }

    [Fact]
    public async Task What_was_asked_before_leaving_is_answered_all_the_same()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        relay.Tell(Post(7), ann);
        relay.Tell(new LeaveRoom(Room), ann);
        Tell(n => new ToMember(Room, session, n, lastMember, new EventsStored([new EventStored(Room, 7, 4, 0, IsDuplicate: false)])));
        await ann.ExpectMsgAsync<EventsStored>();
    }

    [Fact]
    public async Task Whoever_leaves_before_the_room_has_answered_is_not_in_it()
    {
        await BeFoundAsync();
        var ann = CreateTestProbe();
        relay.Tell(Join(1), ann);
        relay.Tell(new LeaveRoom(Room), ann);
        var join = (FromMember)await room.FishForMessageAsync(m => m is FromMember { Message: JoinRoom }, TimeSpan.FromSeconds(10));
        Tell(n => new ToMember(Room, session, n, join.Member, Joined(hasMore: false)));
        await ann.ExpectMsgAsync<RoomJoined>();
        Tell(n => new ToLiveMembers(Room, session, n, Batch(4, 4), []));
        await room.FishForMessageAsync(m => m is FromMember { Message: LeaveRoom }, TimeSpan.FromSeconds(10));
        await NothingMoreAsync(ann);
    }

    [Fact]
    public async Task Words_of_an_earlier_session_are_not_heard()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        var earlier = session;
        relay.Tell(new SessionEnded(Room, session), room);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
        relay.Tell(new ToLiveMembers(Room, earlier, told + 2, Batch(9, 9), []), room);
        relay.Tell(new SessionEnded(Room, earlier), room);
        await NothingMoreAsync(ann);
    }

    private long lastMember;

    private async Task BeFoundAsync()
    {
        var opening = (TouchRoom)await room.FishForMessageAsync(m => m is TouchRoom { Position: 1 } t && t.Session != session, TimeSpan.FromSeconds(20));
        (session, told) = (opening.Session, 0);
        relay.Tell(new RoomTouched(Room, session, 0), room);
    }

    private async Task<TestProbe> JoinedAsync(bool hasMore = false)
    {
        var connection = CreateTestProbe();
        await JoinedAsync(connection, hasMore);
        await connection.ExpectMsgAsync<RoomJoined>();
        return connection;
    }

    private async Task JoinedAsync(IActorRef connection, bool hasMore = false)
    {
        relay.Tell(Join(1), connection);
        var join = (FromMember)await room.FishForMessageAsync(m => m is FromMember { Message: JoinRoom }, TimeSpan.FromSeconds(10));
        lastMember = join.Member;
        Tell(n => new ToMember(Room, session, n, join.Member, Joined(hasMore)));
    }

    private static RoomJoined Joined(bool hasMore) => new(Room, 1, "epoch", 3, JoinMode.Delta, [], hasMore, 1, []);

    // What the relay has worked off before this has told the connection nothing.
    private async Task NothingMoreAsync(TestProbe connection)
    {
        await relay.Ask<ActorIdentity>(new Identify(null));
        await connection.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    private void Tell(Func<long, IToRelay> messageAt) => relay.Tell(messageAt(++told), room);

    private static JoinRoom Join(long number) => new(Room, number, Ann, After: null);

    private static PostEvent Post(long number) =>
        new(Room, number, Ann, ClientMessageId.Stored($"{number}"), new MessagePosted("text", null), IsPatient: false);

    private static EventBatch Batch(long first, long last) =>
        new(Room, first, last, []);

    private static (long, long) SeqsOf(EventBatch batch) => (batch.FirstSeq, batch.LastSeq);

    /// <summary>A connection that keeps whoever tells it a batch, the first time, until it may go on.</summary>
    private sealed class BusyConnection(IActorRef other) : MinimalActorRef, IDisposable
    {
        private readonly ManualResetEventSlim told = new(), mayGoOn = new();

        public override ActorPath Path { get; } = other.Path.Parent / "busy";

        public override IActorRefProvider Provider => ((IInternalActorRef)other).Provider;

        public void WaitUntilTold() => Assert.True(told.Wait(TimeSpan.FromSeconds(20)));

        public void GoOn() => mayGoOn.Set();

        public void Dispose()
        {
            GoOn();
            told.Dispose();
            mayGoOn.Dispose();
        }

        protected override void TellInternal(object message, IActorRef sender)
        {
            if (message is not EventBatch || told.IsSet)
                return;
            told.Set();
            mayGoOn.Wait(TimeSpan.FromSeconds(20));
        }
    }

    private static readonly Person Ann = new(new UserId("ann"), "ann");
}
