using Akka.Actor;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>What the room tells a relay, and who of its connections hears it, when.</summary>
public sealed class RoomRelayPushesTests : RoomRelayTestKit
{
    [Fact]
    public async Task A_batch_comes_once_and_goes_to_every_live_connection_behind_what_each_joined_with()
    {
        await BeFoundAsync();
        var (ann, bob) = (await JoinedAsync(), await JoinedAsync(hasMore: true));
        var batch = Batch(4, 5);
        Tell(n => new ToLiveMembers(Room, Session, n, batch, []));
        Assert.Same(batch, await ann.ExpectMsgAsync<EventBatch>());
        await NothingMoreAsync(bob); // Not at the head: it joins again for the rest.
    }

    [Fact]
    public async Task Batches_that_come_while_connections_are_told_others_go_out_as_one_and_answers_behind_them()
    {
        await BeFoundAsync();
        using var busy = new BusyConnection(RoomProbe);
        await JoinedAsync(busy);
        var ann = await JoinedAsync();
        var annsNumber = LastMember;
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(4, 4), []));
        busy.WaitUntilTold();
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(5, 6), []));
        Tell(n => new ToMember(Room, Session, n, annsNumber, new EventsStored([new EventStored(Room, 7, 5, 0, IsDuplicate: false)])));
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(7, 7), []));
        Tell(n => new ToLiveMembers(Room, Session, n, new HeadReached(Room, 7), []));
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
        using var busy = new BusyConnection(RoomProbe);
        await JoinedAsync(busy);
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(4, 4), []));
        busy.WaitUntilTold();
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(5, 5), []));
        var joining = JoinedAsync();
        busy.GoOn();
        await NothingMoreAsync(await joining);
    }

    [Fact]
    public async Task Whoever_the_room_sends_to_join_again_is_told_no_events_meanwhile()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Tell(n => new ToMember(Room, Session, n, LastMember, new RejoinNeeded(Room)));
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(4, 4), []));
        await ann.ExpectMsgAsync<RejoinNeeded>();
        await NothingMoreAsync(ann);
    }

    [Fact]
    public async Task Whoever_leaves_before_the_room_has_answered_is_not_in_it()
    {
        await BeFoundAsync();
        var ann = CreateTestProbe();
        Relay.Tell(Join(1), ann);
        Relay.Tell(new LeaveRoom(Room), ann);
        var join = (FromMember)await RoomProbe.FishForMessageAsync(m => m is FromMember { Message: JoinRoom }, TimeSpan.FromSeconds(10));
        Tell(n => new ToMember(Room, Session, n, join.Member, Joined(hasMore: false)));
        await ann.ExpectMsgAsync<RoomJoined>();
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(4, 4), []));
        await RoomProbe.FishForMessageAsync(m => m is FromMember { Message: LeaveRoom }, TimeSpan.FromSeconds(10));
        await NothingMoreAsync(ann);
    }

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
}
