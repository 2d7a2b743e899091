using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

/// <summary>How much of what is nothing for anybody a connection may say.</summary>
public class SmallTalkTests : ConnectionActorTestKit
{
    private const int Burst = 10;

    /// <summary>Hello and join are small talk too.</summary>
    private const int Spent = 2;

    private static readonly ChatLimits Quiet = Limits with { SmallTalkBurst = Burst, SmallTalkPerSecond = 0.001, SendsPerSecond = 0 };

    private static readonly ClientRequest[] Kinds =
    [
        new ClientRequest.SmallTalk(1), new ClientRequest.Typing(Room), new ClientRequest.Leave(1, RoomId.Stored("elsewhere")),
        new ClientRequest.Hello(1, null, null), new ClientRequest.Unacceptable(1, new RequestError(ErrorCode.BadRequest, "x"), IsMalformed: false),
        new ClientRequest.Post(1, RoomId.Stored("elsewhere"), ClientMessageId.Stored("1"), new MessagePosted("x", null)),
    ];

    public static TheoryData<string> NamesOfKinds() => new(Kinds.Select(k => k.GetType().Name));

    [Theory, MemberData(nameof(NamesOfKinds))]
    public async Task As_much_as_the_limit_is_fine_and_one_more_is_a_flood(string kind)
    {
        var connection = await JoinedAsync(limits: Quiet);
        var request = Kinds.Single(k => k.GetType().Name == kind);
        connection.Tell(Received([.. Enumerable.Repeat(request, Burst - Spent), Send(99)]));
        await RoomProbe.FishForMessageAsync(m => m is PostEvent { Number: > 0 });
        Assert.Null(Channel.ClosedWith);
        connection.Tell(Received(request));
        await AwaitAssertAsync(() => Assert.Equal(CloseCode.Flooding, Channel.ClosedWith));
        Assert.Equal(new GoodbyePush(CloseCode.Flooding, null), Channel.Pushes.Last());
    }

    [Fact]
    public async Task Frames_are_counted_together()
    {
        var connection = await JoinedAsync(limits: Quiet);
        connection.Tell(Received(new ClientRequest.SmallTalk(Burst - Spent + 1)));
        await AwaitAssertAsync(() => Assert.Equal(CloseCode.Flooding, Channel.ClosedWith));
    }

    [Fact]
    public async Task What_is_posted_is_never_a_flood()
    {
        var connection = await JoinedAsync(limits: Quiet);
        connection.Tell(Received([.. Enumerable.Range(1, Burst * 10).Select(Send)]));
        for (var i = 1; i <= Burst * 10; i++)
            await RoomProbe.ExpectMsgAsync<PostEvent>();
        Assert.Null(Channel.ClosedWith);
    }

    [Fact]
    public async Task A_request_that_waits_its_turn_is_counted_once()
    {
        var connection = await JoinedAsync(limits: Quiet);
        var page = new ClientRequest.History(1, Room, new HistoryQuery(HistoryDirection.Before, 9, 50));
        connection.Tell(Received(page, page));
        var first = await RoomProbe.ExpectMsgAsync<GetHistory>();
        for (var i = 0; i < Burst * 2; i++)
            connection.Tell(new ConnectionActor.CaughtUp());
        connection.Tell(new HistoryPage(Room, first.Number, [], HasBefore: false, HasAfter: false));
        await RoomProbe.ExpectMsgAsync<GetHistory>();
        Assert.Null(Channel.ClosedWith);
    }

    [Fact]
    public async Task Zero_turns_the_limit_off()
    {
        var connection = await JoinedAsync(limits: Quiet with { SmallTalkPerSecond = 0 });
        connection.Tell(Received(new ClientRequest.SmallTalk(1_000_000), Send(1)));
        await RoomProbe.ExpectMsgAsync<PostEvent>();
        Assert.Null(Channel.ClosedWith);
    }
}
