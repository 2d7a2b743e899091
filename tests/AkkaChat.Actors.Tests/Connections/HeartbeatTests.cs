using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

/// <summary>What a heartbeat says of the rooms' heads (docs/protocol.md, promise 6).</summary>
public class HeartbeatTests : ConnectionActorTestKit
{
    [Fact]
    public async Task A_connection_that_missed_events_of_its_room_tells_a_head_beyond_what_it_pushed()
    {
        var connection = await JoinedAsync(limits: Limits with { HeartbeatMs = 20 });
        connection.Tell(new EventBatch(Room, [Event(1)]));
        connection.Tell(new HeadReached(Room, 3)); // Events 2 and 3 never came.
        await NextHeadAsync(3);
        Assert.Equal([1L], Channel.Pushes.OfType<EventBatch>().Select(b => b.LastSeq));
    }

    [Fact]
    public async Task A_head_never_goes_back()
    {
        var connection = await JoinedAsync(limits: Limits with { HeartbeatMs = 20 });
        connection.Tell(new HeadReached(Room, 7));
        connection.Tell(new HeadReached(Room, 5));
        connection.Tell(new EventBatch(Room, [Event(6)]));
        await AwaitAssertAsync(() => Assert.Contains(Channel.Pushes, p => p is EventBatch));
        Channel.Pushes.Clear();
        await NextHeadAsync(7);
    }

    [Fact]
    public async Task Before_the_room_has_let_it_in_a_connection_tells_no_head_of_it()
    {
        var connection = Connect(limits: Limits with { HeartbeatMs = 20 });
        connection.Tell(Received(new ClientRequest.Hello(null, "Ann", null), new ClientRequest.Join(null, Room, null)));
        var join = await RoomProbe.ExpectMsgAsync<JoinRoom>();
        connection.Tell(new HeadReached(Room, 7));
        connection.Tell(Joined(join, JoinMode.Snapshot, Event(2)));
        await AwaitAssertAsync(() => Assert.Contains(Channel.Pushes, p => p is ReplyPush { Reply: RoomJoined }));
        Channel.Pushes.Clear();
        await NextHeadAsync(2);
    }

    private async Task NextHeadAsync(long head) => await AwaitAssertAsync(
        () => Assert.Equal(head, Channel.Pushes.OfType<HeartbeatPush>().Last().Heads[Room]));
}
