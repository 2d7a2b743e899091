using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Connections;
using AkkaChat.Actors.Tests.Rooms;

namespace AkkaChat.Actors.Tests.Inspection;

/// <summary>What one node tells who looks at it.</summary>
public sealed class InspectorTests : RoomActorTestKit
{
    private static readonly RoomId Kitchen = RoomId.Stored("kitchen");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Interval = TimeSpan.FromMilliseconds(20);

    private readonly MessageProbe probe = new(TimeProvider.System);
    private readonly IActorRef connections, inspector;

    public InspectorTests()
    {
        var limits = new ChatLimits { SendsPerSecond = 0 };
        connections = Sys.ActorOf(ConnectionsActor.Props(new ConnectionServices(
            Rooms,
            Sys.ActorOf(PeopleActor.Props(limits, TimeProvider.System)),
            Sys.ActorOf(RoomDirectoryActor.Props(CreateTestProbe())),
            new NoTokens(),
            limits,
            TimeProvider.System)
        {
            Probe = probe,
        }));
        inspector = Sys.ActorOf(InspectorActor.Props(new InspectionServices(Here, connections, Writer, CreateTestProbe())));
    }

    [Fact]
    public async Task A_room_is_told_with_its_people_its_connections_and_its_head()
    {
        var ann = await JoinAsync("ann");
        await JoinAsync("ann");
        await JoinAsync("bob");
        Post(ann, "ann", 1);
        await StoredAsync(ann);
        Assert.Equal(
            [new RoomReport(Room, RoomCondition.Open, Connections: 3, People: 2, Head: 1, Waiting: 0, UnderWay: 0, Mailbox: 0)],
            (await LookAsync()).Rooms.Select(r => r with { Mailbox = 0 }));
    }

    [Fact]
    public async Task What_is_in_a_commit_and_what_waits_for_the_next_one_is_told()
    {
        var ann = await JoinAsync("ann");
        RoomLog.Hold();
        Post(ann, "ann", 1);
        await EventuallyAsync(report => report.Rooms is [{ UnderWay: 1 }]);
        Post(ann, "ann", 2);
        Post(ann, "ann", 3);
        var report = await EventuallyAsync(report => report.Rooms is [{ UnderWay: 1, Waiting: 2 }]);
        Assert.Equal(0, report.Rooms[0].Head);
        RoomLog.Release();
        await EventuallyAsync(report => report.Rooms is [{ UnderWay: 0, Waiting: 0, Head: 3 }]);
    }

    [Fact]
    public async Task Rooms_that_wait_for_the_log_are_counted_while_it_is_busy()
    {
        var ann = await JoinAsync("ann");
        RoomLog.Hold();
        Post(ann, "ann", 1);
        await EventuallyAsync(report => report.Rooms is [{ UnderWay: 1 }]);
        Rooms.Tell(new JoinRoom(Kitchen, 0, Who("bob"), After: null), CreateTestProbe());
        await EventuallyAsync(report => report.WriterQueue == 1 && report.Rooms.Any(r => (r.Room, r.Condition) == (Kitchen, RoomCondition.Opening)));
        RoomLog.Release();
        await EventuallyAsync(report => report.WriterQueue == 0 && report.Rooms.All(r => r.Condition == RoomCondition.Open));
    }

    [Fact]
    public async Task A_room_whose_log_fails_comes_first()
    {
        await JoinAsync("ann");
        await JoinAsync("bob");
        var cook = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Kitchen, 0, Who("cook"), After: null), cook);
        await ExpectAsync<RoomJoined>(cook);
        Assert.Equal([Room, Kitchen], (await LookAsync()).Rooms.Select(r => r.Room));
        RoomLog.IsFailing = true;
        Rooms.Tell(new PostEvent(Kitchen, 1, Who("cook"), ClientMessageId.Stored("1"), new MessagePosted("soup", null), IsPatient: true), cook);
        await EventuallyAsync(report => report.Rooms is [{ Condition: RoomCondition.LogFailing, Waiting: 1 }, { Condition: RoomCondition.Open }]);
    }

    [Fact]
    public async Task A_room_that_does_not_answer_is_told_as_silent_and_the_others_all_the_same()
    {
        await JoinAsync("ann");
        Here.Add(Kitchen, CreateTestProbe());
        var report = await LookAsync();
        Assert.Equal([(Kitchen, RoomCondition.Silent), (Room, RoomCondition.Open)], report.Rooms.Select(r => (r.Room, r.Condition)));
    }

    [Fact]
    public async Task A_room_that_has_stopped_is_not_told()
    {
        var ann = await JoinAsync("ann");
        Rooms.Tell(new LeaveRoom(Room), ann);
        await RoomStopsAsync();
        await EventuallyAsync(report => report is { RoomCount: 0, Rooms: [] });
    }

    [Fact]
    public async Task No_more_rooms_are_told_than_were_asked_for_the_busiest_ones_and_how_many_there_are()
    {
        await JoinAsync("ann");
        await JoinAsync("bob");
        foreach (var room in new[] { "garden", "kitchen", "attic" })
            Rooms.Tell(new JoinRoom(RoomId.Stored(room), 0, Who("ann"), After: null), CreateTestProbe());
        await EventuallyAsync(report => report.Rooms.Count(r => r.Connections > 0) == 4);
        var report = await LookAsync(mostRooms: 2);
        Assert.Equal(4, report.RoomCount);
        Assert.Equal(["lobby", "attic"], report.Rooms.Select(r => r.Room.Value));
    }

    [Fact]
    public async Task Connections_are_told_with_what_waits_for_an_answer_and_for_slow_readers_and_with_their_rooms()
    {
        var ann = await ConnectAsync("ann", Room, Kitchen);
        var bob = await ConnectAsync("bob", Room);
        bob.Channel.WaitingBytes = 700;
        RoomLog.Hold();
        ann.Connection.Tell(Received(Send(1), Send(2)));
        var report = await EventuallyAsync(report => report.Unanswered == 2);
        Assert.Equal((2, 0, 700L), (report.Connections, report.Silent, report.WaitingBytes));
        Assert.Equal([new RoomHere(Room, 2), new RoomHere(Kitchen, 1)], report.Here);
        RoomLog.Release();
        await EventuallyAsync(report => report.Unanswered == 0);
    }

    [Fact]
    public async Task A_message_that_is_looked_at_reaches_all_stages_in_their_order()
    {
        var ann = await ConnectAsync("ann", Room);
        var ended = probe.ArmAsync();
        ann.Connection.Tell(Received(Send(1)));
        await ended.WaitAsync(Patience);
        var way = Assert.Single(probe.Ways);
        var stages = Enum.GetValues<WayStage>().Select(way.At).ToList();
        Assert.DoesNotContain(null, stages);
        Assert.Equal(stages.Order(), stages);
        Assert.Equal((Room, TimeSpan.Zero), (way.Room, stages[0]));
    }

    [Fact]
    public async Task A_message_behind_a_commit_is_decided_when_that_is_over()
    {
        var ann = await ConnectAsync("ann", Room);
        RoomLog.Hold();
        ann.Connection.Tell(Received(Send(1)));
        await EventuallyAsync(report => report.Rooms is [{ UnderWay: 1 }]);
        var ended = probe.ArmAsync();
        ann.Connection.Tell(Received(Send(2)));
        await EventuallyAsync(report => report.Rooms is [{ Waiting: 1 }]);
        var way = Assert.Single(probe.Ways);
        Assert.NotNull(way.At(WayStage.InRoom));
        Assert.Null(way.At(WayStage.Decided));
        RoomLog.Release();
        await ended.WaitAsync(Patience);
        Assert.NotNull(way.At(WayStage.Decided));
    }

    [Fact]
    public async Task A_message_that_is_refused_shows_how_far_it_came_and_does_not_hold_up_the_next_one()
    {
        var ann = await ConnectAsync("ann", Room);
        RoomLog.IsFailing = true;
        _ = probe.ArmAsync();
        ann.Connection.Tell(Received(Send(1)));
        await AwaitConditionAsync(() => Task.FromResult(ann.Channel.Pushes.Any(p => p is ReplyPush { Reply: RequestError })), Patience, Interval);
        var refused = Assert.Single(probe.Ways);
        Assert.NotNull(refused.At(WayStage.Decided));
        Assert.Null(refused.At(WayStage.Committed));
        Assert.Null(refused.At(WayStage.Answered));

        RoomLog.IsFailing = false;
        var id = 1;
        await AwaitConditionAsync(
            () =>
            {
                _ = probe.ArmAsync();
                ann.Connection.Tell(Received(Send(++id))); // Again: the writer may not have found out yet that the log is well.
                return Task.FromResult(probe.Ways.Any(way => Enum.GetValues<WayStage>().All(stage => way.At(stage) is not null)));
            },
            Patience,
            Interval);
        Assert.Null(refused.At(WayStage.Committed));
    }

    private async Task<NodeReport> LookAsync(int mostRooms = 1_000) =>
        await inspector.Ask<NodeReport>(new LookAtNode(mostRooms), Patience);

    private async Task<NodeReport> EventuallyAsync(Func<NodeReport, bool> isSo)
    {
        NodeReport report = null!;
        await AwaitConditionAsync(async () => isSo(report = await LookAsync()), Patience, Interval);
        return report;
    }

    private async Task<(FakeChannel Channel, IActorRef Connection)> ConnectAsync(string name, params RoomId[] rooms)
    {
        var channel = new FakeChannel();
        var connection = await connections.Ask<IActorRef>(new ConnectionsActor.Open(channel, IsPatient: false), Patience);
        connection.Tell(Received([new ClientRequest.Hello(null, name, null), .. rooms.Select(room => new ClientRequest.Join(null, room, null))]));
        await AwaitConditionAsync(
            () => Task.FromResult(channel.Pushes.Count(p => p is ReplyPush { Reply: RoomJoined }) == rooms.Length), Patience, Interval);
        return (channel, connection);
    }

    private static ConnectionActor.Received Received(params ClientRequest[] requests) => new(requests);

    private static ClientRequest.Post Send(int number) => new(number, Room, ClientMessageId.Stored($"{number}"), new MessagePosted("text", null));

    private sealed class NoTokens : IGuestTokens
    {
        public string Issue(Person guest) => guest.Id.Value;

        public Person? Read(string token) => null;
    }
}
