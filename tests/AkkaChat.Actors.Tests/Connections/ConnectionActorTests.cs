using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

public class ConnectionActorTests : ConnectionActorTestKit
{
    [Fact]
    public async Task Hello_comes_first()
    {
        var connection = Connect();
        connection.Tell(Received(Send(1), new ClientRequest.Hello(2, "Ann", null)));
        Assert.Equal(ErrorCode.HelloFirst, (await NextReplyAsync<RequestError>(1)).Code);
        Assert.Equal("Ann", (await NextReplyAsync<Welcome>(2)).User.Name);
    }

    [Fact]
    public async Task What_was_sent_behind_the_hello_waits_for_the_welcome()
    {
        var connection = Connect();
        connection.Tell(Received(new ClientRequest.Hello(1, "Ann", null), new ClientRequest.Join(2, Room, null), Send(3)));
        await NextReplyAsync<Welcome>(1);
        await RoomProbe.ExpectMsgAsync<JoinRoom>();
        await RoomProbe.ExpectMsgAsync<PostEvent>();
    }

    [Fact]
    public async Task Three_malformed_requests_in_a_row_end_the_connection_and_a_good_one_between_starts_the_count_anew()
    {
        var connection = Connect();
        var malformed = new ClientRequest.Unacceptable(null, new RequestError(ErrorCode.BadRequest, "?"), IsMalformed: true);
        connection.Tell(Received(malformed, malformed, new ClientRequest.Hello(1, "Ann", null)));
        await NextReplyAsync<Welcome>(1);
        connection.Tell(Received(malformed, malformed));
        Assert.Null(Channel.ClosedWith);
        connection.Tell(Received(malformed));
        await AwaitAssertAsync(() => Assert.Equal(CloseCode.NotTheProtocol, Channel.ClosedWith));
    }

    [Fact]
    public async Task After_the_close_nothing_that_was_sent_behind_takes_effect()
    {
        var connection = await JoinedAsync();
        var malformed = new ClientRequest.Unacceptable(null, new RequestError(ErrorCode.BadRequest, "?"), IsMalformed: true);
        connection.Tell(Received(malformed, malformed, malformed, Send(1)));
        await AwaitAssertAsync(() => Assert.NotNull(Channel.ClosedWith));
        await RoomProbe.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_room_that_has_started_anew_is_joined_again_and_asked_again_in_order_without_the_client_noticing()
    {
        var connection = await JoinedAsync();
        connection.Tell(new EventBatch(Room, [Event(1), Event(2)]));
        connection.Tell(Received(Send(1), Send(2)));
        var lost = new[] { await RoomProbe.ExpectMsgAsync<PostEvent>(), await RoomProbe.ExpectMsgAsync<PostEvent>() };

        connection.Tell(new RejoinNeeded(Room), RoomProbe);
        connection.Tell(new RejoinNeeded(Room), RoomProbe);
        var rejoin = await RoomProbe.ExpectMsgAsync<JoinRoom>();
        Assert.Equal(new LogPosition("epoch", 2), rejoin.After);
        Assert.Equal(lost[0], await RoomProbe.ExpectMsgAsync<PostEvent>());
        Assert.Equal(lost[1], await RoomProbe.ExpectMsgAsync<PostEvent>());
        connection.Tell(Joined(rejoin, JoinMode.Delta, Event(3)));
        connection.Tell(new EventsStored([new EventStored(Room, lost[0].Number, 3, 0, IsDuplicate: true)]));
        await NextReplyAsync<EventStored>(1);
        Assert.Equal([1L, 2L, 3L], Channel.Pushes.OfType<EventBatch>().SelectMany(b => b.Events).Select(e => e.Seq));
        Assert.Single(Channel.Pushes, p => p is ReplyPush { Reply: RoomJoined });
    }

    [Fact]
    public async Task A_request_that_makes_its_room_fail_again_and_again_is_given_up()
    {
        var connection = await JoinedAsync();
        connection.Tell(Received(Send(1)));
        for (var restart = 1; restart <= 4; restart++)
        {
            connection.Tell(new RejoinNeeded(Room), RoomProbe);
            connection.Tell(Joined((JoinRoom)await RoomProbe.FishForMessageAsync(m => m is JoinRoom), JoinMode.Delta));
        }
        Assert.Equal(ErrorCode.Internal, (await NextReplyAsync<RequestError>(1)).Code);
    }
}
