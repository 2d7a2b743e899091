using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

/// <summary>How much a connection takes at a time, and how it ends.</summary>
public class ConnectionBoundsTests : ConnectionActorTestKit
{
    [Fact]
    public async Task Over_the_rate_limit_a_json_client_is_refused_with_the_time_to_wait()
    {
        var connection = await JoinedAsync();
        connection.Tell(Received([.. Enumerable.Range(1, Limits.SendBurst + 1).Select(i => Send(i))]));
        var refused = await NextReplyAsync<RequestError>(Limits.SendBurst + 1);
        Assert.Equal(ErrorCode.RateLimited, refused.Code);
        Assert.InRange(refused.RetryAfterMs!.Value, 1, 50);
    }

    [Fact]
    public async Task Over_the_rate_limit_a_patient_client_is_read_more_slowly_and_loses_nothing()
    {
        var connection = await JoinedAsync(isPatient: true);
        var asked = Channel.TimesReadOn;
        connection.Tell(Received([.. Enumerable.Range(1, Limits.SendBurst * 3).Select(i => Send(i))]));
        for (var i = 1; i <= Limits.SendBurst * 3; i++)
        {
            Assert.Equal($"{i}", (await RoomProbe.ExpectMsgAsync<PostEvent>()).Id.Value);
            if (i <= Limits.SendBurst)
                Assert.Equal(asked, Channel.TimesReadOn);
        }
        await AwaitAssertAsync(() => Assert.Equal(asked + 1, Channel.TimesReadOn));
    }

    [Fact]
    public async Task The_socket_is_read_no_further_while_too_many_requests_wait_for_an_answer()
    {
        var limits = Limits with { SendsPerSecond = 0, UnansweredRequests = 3 };
        var connection = await JoinedAsync(limits: limits);
        var asked = Channel.TimesReadOn;
        connection.Tell(Received(Send(1), Send(2), Send(3)));
        var posts = new List<PostEvent>();
        for (var i = 0; i < 3; i++)
            posts.Add(await RoomProbe.ExpectMsgAsync<PostEvent>());
        Assert.Equal(asked, Channel.TimesReadOn);
        connection.Tell(new EventsStored([new EventStored(Room, posts[0].Number, 1, 0, IsDuplicate: false)]));
        await AwaitAssertAsync(() => Assert.Equal(asked + 1, Channel.TimesReadOn));
    }

    [Fact]
    public async Task A_client_that_is_behind_with_reading_is_read_no_further_until_it_has_caught_up()
    {
        var connection = await JoinedAsync();
        var asked = Channel.TimesReadOn;
        Channel.IsBehind = true;
        connection.Tell(Received(Send(1)));
        var post = await RoomProbe.ExpectMsgAsync<PostEvent>();
        connection.Tell(new EventsStored([new EventStored(Room, post.Number, 1, 0, IsDuplicate: false)]));
        await NextReplyAsync<EventStored>(1);
        Assert.Equal(asked, Channel.TimesReadOn);
        Channel.IsBehind = false;
        connection.Tell(new ConnectionActor.CaughtUp());
        await AwaitAssertAsync(() => Assert.Equal(asked + 1, Channel.TimesReadOn));
    }

    [Fact]
    public async Task Large_answers_are_asked_for_one_at_a_time_and_only_for_a_client_that_reads()
    {
        var connection = await JoinedAsync();
        var page = new HistoryQuery(HistoryDirection.Before, 9, 50);
        connection.Tell(Received(
            new ClientRequest.History(1, Room, page), new ClientRequest.History(2, Room, page), new ClientRequest.History(3, Room, page)));
        var first = await RoomProbe.ExpectMsgAsync<GetHistory>();
        await RoomProbe.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        connection.Tell(new HistoryPage(Room, first.Number, [], HasBefore: false, HasAfter: false));
        var second = await RoomProbe.ExpectMsgAsync<GetHistory>();
        Channel.IsBehind = true;
        connection.Tell(new HistoryPage(Room, second.Number, [], HasBefore: false, HasAfter: false));
        await RoomProbe.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        Channel.IsBehind = false;
        connection.Tell(new ConnectionActor.CaughtUp());
        await RoomProbe.ExpectMsgAsync<GetHistory>();
    }

    [Fact]
    public async Task A_draining_connection_finishes_what_it_took_and_then_says_goodbye()
    {
        var connection = await JoinedAsync();
        connection.Tell(Received(Send(1)));
        var post = await RoomProbe.ExpectMsgAsync<PostEvent>();
        connection.Tell(new ConnectionActor.Drain());
        await Task.Yield();
        Assert.Null(Channel.ClosedWith);
        connection.Tell(new EventsStored([new EventStored(Room, post.Number, 1, 0, IsDuplicate: false)]));
        await AwaitAssertAsync(() => Assert.Equal(CloseCode.ServerStops, Channel.ClosedWith));
        Assert.IsType<GoodbyePush>(Channel.Pushes.Last());
        await NextReplyAsync<EventStored>(1);
    }

    [Fact]
    public async Task A_connection_dies_with_its_socket_and_does_not_say_that_the_server_stops()
    {
        var connection = await JoinedAsync();
        Watch(connection);
        connection.Tell(new ConnectionActor.SocketEnded());
        await ExpectTerminatedAsync(connection);
        Assert.Null(Channel.ClosedWith);
        Assert.DoesNotContain(Channel.Pushes, p => p is GoodbyePush);
    }

    [Fact]
    public async Task What_came_before_the_socket_ended_is_finished_before_the_connection_dies()
    {
        var connection = await JoinedAsync();
        Watch(connection);
        connection.Tell(Received(Send(1)));
        connection.Tell(new ConnectionActor.SocketEnded());
        var post = await RoomProbe.ExpectMsgAsync<PostEvent>();
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        connection.Tell(new EventsStored([new EventStored(Room, post.Number, 1, 0, IsDuplicate: false)]));
        await ExpectTerminatedAsync(connection);
    }

    [Fact]
    public async Task A_silent_client_is_dropped()
    {
        var connection = Connect(limits: Limits with { HeartbeatMs = 20 });
        Channel.QuietFor = TimeSpan.FromMilliseconds(31);
        await AwaitAssertAsync(() => Assert.True(Channel.IsAborted));
        Assert.False(connection.IsNobody());
    }
}
