using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

public class ConnectionActorTests : TestKit
{
    private static readonly RoomId Room = RoomId.Lobby;
    private static readonly ChatLimits Limits = new() { SendBurst = 5, SendsPerSecond = 20 };
    private readonly FakeChannel channel = new();
    private readonly TestProbe room;

    public ConnectionActorTests()
        : base("akka.loglevel = OFF") => room = CreateTestProbe();

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
        await room.ExpectMsgAsync<JoinRoom>();
        await room.ExpectMsgAsync<PostEvent>();
    }

    [Fact]
    public async Task Three_malformed_requests_in_a_row_end_the_connection_and_a_good_one_between_starts_the_count_anew()
    {
        var connection = Connect();
        var malformed = new ClientRequest.Unacceptable(null, new RequestError(ErrorCode.BadRequest, "?"), IsMalformed: true);
        connection.Tell(Received(malformed, malformed, new ClientRequest.Hello(1, "Ann", null)));
        await NextReplyAsync<Welcome>(1);
        connection.Tell(Received(malformed, malformed));
        Assert.Null(channel.ClosedWith);
        connection.Tell(Received(malformed));
        await AwaitAssertAsync(() => Assert.Equal(CloseCode.NotTheProtocol, channel.ClosedWith));
    }

    [Fact]
    public async Task After_the_close_nothing_that_was_sent_behind_takes_effect()
    {
        var connection = await JoinedAsync();
        var malformed = new ClientRequest.Unacceptable(null, new RequestError(ErrorCode.BadRequest, "?"), IsMalformed: true);
        connection.Tell(Received(malformed, malformed, malformed, Send(1)));
        await AwaitAssertAsync(() => Assert.NotNull(channel.ClosedWith));
        await room.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task A_room_that_has_started_anew_is_joined_again_and_asked_again_in_order_without_the_client_noticing()
    {
        var connection = await JoinedAsync();
        connection.Tell(new EventBatch(Room, [Event(1), Event(2)]));
        connection.Tell(Received(Send(1), Send(2)));
        var lost = new[] { await room.ExpectMsgAsync<PostEvent>(), await room.ExpectMsgAsync<PostEvent>() };

        connection.Tell(new RejoinNeeded(Room), room);
        connection.Tell(new RejoinNeeded(Room), room);
        var rejoin = await room.ExpectMsgAsync<JoinRoom>();
        Assert.Equal(new LogPosition("epoch", 2), rejoin.After);
        Assert.Equal(lost[0], await room.ExpectMsgAsync<PostEvent>());
        Assert.Equal(lost[1], await room.ExpectMsgAsync<PostEvent>());
        connection.Tell(Joined(rejoin, JoinMode.Delta, Event(3)));
        connection.Tell(new EventStored(Room, lost[0].Number, 3, 0, IsDuplicate: true));
        await NextReplyAsync<EventStored>(1);
        Assert.Equal([1L, 2L, 3L], channel.Pushes.OfType<EventBatch>().SelectMany(b => b.Events).Select(e => e.Seq));
        Assert.Single(channel.Pushes, p => p is ReplyPush { Reply: RoomJoined });
    }

    [Fact]
    public async Task A_request_that_makes_its_room_fail_again_and_again_is_given_up()
    {
        var connection = await JoinedAsync();
        connection.Tell(Received(Send(1)));
        for (var restart = 1; restart <= 4; restart++)
        {
            connection.Tell(new RejoinNeeded(Room), room);
            connection.Tell(Joined((JoinRoom)await room.FishForMessageAsync(m => m is JoinRoom), JoinMode.Delta));
        }
        Assert.Equal(ErrorCode.Internal, (await NextReplyAsync<RequestError>(1)).Code);
    }

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
        var asked = channel.TimesReadOn;
        connection.Tell(Received([.. Enumerable.Range(1, Limits.SendBurst * 3).Select(i => Send(i))]));
        for (var i = 1; i <= Limits.SendBurst * 3; i++)
        {
            Assert.Equal($"{i}", (await room.ExpectMsgAsync<PostEvent>()).Id.Value);
            if (i <= Limits.SendBurst)
                Assert.Equal(asked, channel.TimesReadOn);
        }
        await AwaitAssertAsync(() => Assert.Equal(asked + 1, channel.TimesReadOn));
    }

    [Fact]
    public async Task The_socket_is_read_no_further_while_too_many_requests_wait_for_an_answer()
    {
        var limits = Limits with { SendsPerSecond = 0, UnansweredRequests = 3 };
        var connection = await JoinedAsync(limits: limits);
        var asked = channel.TimesReadOn;
        connection.Tell(Received(Send(1), Send(2), Send(3)));
        var posts = new List<PostEvent>();
        for (var i = 0; i < 3; i++)
            posts.Add(await room.ExpectMsgAsync<PostEvent>());
        Assert.Equal(asked, channel.TimesReadOn);
        connection.Tell(new EventStored(Room, posts[0].Number, 1, 0, IsDuplicate: false));
        await AwaitAssertAsync(() => Assert.Equal(asked + 1, channel.TimesReadOn));
    }

    [Fact]
    public async Task Large_answers_are_asked_for_one_at_a_time_and_only_for_a_client_that_reads()
    {
        var connection = await JoinedAsync();
        var page = new HistoryQuery(HistoryDirection.Before, 9, 50);
        connection.Tell(Received(
            new ClientRequest.History(1, Room, page), new ClientRequest.History(2, Room, page), new ClientRequest.History(3, Room, page)));
        var first = await room.ExpectMsgAsync<GetHistory>();
        await room.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        connection.Tell(new HistoryPage(Room, first.Number, [], HasBefore: false, HasAfter: false));
        var second = await room.ExpectMsgAsync<GetHistory>();
        channel.IsBehind = true;
        connection.Tell(new HistoryPage(Room, second.Number, [], HasBefore: false, HasAfter: false));
        await room.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        channel.IsBehind = false;
        connection.Tell(new ConnectionActor.CaughtUp());
        await room.ExpectMsgAsync<GetHistory>();
    }

    [Fact]
    public async Task A_draining_connection_finishes_what_it_took_and_then_says_goodbye()
    {
        var connection = await JoinedAsync();
        connection.Tell(Received(Send(1)));
        var post = await room.ExpectMsgAsync<PostEvent>();
        connection.Tell(new ConnectionActor.Drain());
        await Task.Yield();
        Assert.Null(channel.ClosedWith);
        connection.Tell(new EventStored(Room, post.Number, 1, 0, IsDuplicate: false));
        await AwaitAssertAsync(() => Assert.Equal(CloseCode.ServerStops, channel.ClosedWith));
        Assert.IsType<GoodbyePush>(channel.Pushes.Last());
        await NextReplyAsync<EventStored>(1);
    }

    [Fact]
    public async Task A_connection_dies_with_its_socket()
    {
        var connection = await JoinedAsync();
        Watch(connection);
        connection.Tell(new ConnectionActor.SocketEnded());
        await ExpectTerminatedAsync(connection);
    }

    [Fact]
    public async Task What_came_before_the_socket_ended_is_finished_before_the_connection_dies()
    {
        var connection = await JoinedAsync();
        Watch(connection);
        connection.Tell(Received(Send(1)));
        connection.Tell(new ConnectionActor.SocketEnded());
        var post = await room.ExpectMsgAsync<PostEvent>();
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        connection.Tell(new EventStored(Room, post.Number, 1, 0, IsDuplicate: false));
        await ExpectTerminatedAsync(connection);
    }

    [Fact]
    public async Task A_silent_client_is_dropped()
    {
        var connection = Connect(limits: Limits with { HeartbeatMs = 20 });
        channel.QuietFor = TimeSpan.FromMilliseconds(31);
        await AwaitAssertAsync(() => Assert.True(channel.IsAborted));
        Assert.False(connection.IsNobody());
    }

    private IActorRef Connect(bool isPatient = false, ChatLimits? limits = null)
    {
        limits ??= Limits;
        var services = new ConnectionServices(
            room,
            Sys.ActorOf(PeopleActor.Props(limits, TimeProvider.System)),
            Sys.ActorOf(Props.Create(() => new EmptyDirectory())),
            new FakeTokens(),
            limits,
            TimeProvider.System);
        return Sys.ActorOf(ConnectionActor.Props(services, channel, isPatient));
    }

    private async Task<IActorRef> JoinedAsync(bool isPatient = false, ChatLimits? limits = null)
    {
        var connection = Connect(isPatient, limits);
        connection.Tell(Received(new ClientRequest.Hello(null, "Ann", null), new ClientRequest.Join(null, Room, null)));
        connection.Tell(Joined(await room.ExpectMsgAsync<JoinRoom>(), JoinMode.Snapshot));
        await AwaitAssertAsync(() => Assert.Contains(channel.Pushes, p => p is ReplyPush { Reply: RoomJoined }));
        return connection;
    }

    private async Task<T> NextReplyAsync<T>(long @ref)
        where T : class, IReply
    {
        T? reply = null;
        await AwaitAssertAsync(() =>
            reply = Assert.IsType<T>(Assert.Single(channel.Pushes.OfType<ReplyPush>(), p => p.Ref == @ref).Reply));
        return reply!;
    }

    private static ConnectionActor.Received Received(params ClientRequest[] requests) => new(requests);

    private static ClientRequest.Post Send(int number) => new(number, Room, ClientMessageId.Stored($"{number}"), new MessagePosted("text", null));

    private static RoomJoined Joined(JoinRoom join, JoinMode mode, params RoomEvent[] events) => new(
        Room, join.Number, "epoch", events.LastOrDefault()?.Seq ?? join.After?.Seq ?? 0, mode, events, HasMore: false, Online: 1, [join.Who]);

    private static RoomEvent Event(long seq) => new(
        seq, 0, new Person(new UserId("u"), "U"), ClientMessageId.Stored($"e{seq}"), new MessagePosted("x", null));

    private sealed class EmptyDirectory : ReceiveActor
    {
        public EmptyDirectory() => Receive<RoomDirectoryActor.GetRooms>(_ => Sender.Tell(new RoomDirectoryActor.RoomList([])));
    }

    private sealed class FakeTokens : IGuestTokens
    {
        public string Issue(Person guest) => guest.Id.Value;

        public Person? Read(string token) => null;
    }
}
