using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Log;

public sealed class RoomLogWriterTests : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly RoomId Room = RoomId.Lobby, Other = RoomId.Stored("other");

    private readonly FakeLog log = new();
    private readonly IActorRef writer;
    private readonly TestProbe asker;

    public RoomLogWriterTests()
    {
        writer = Sys.ActorOf(RoomLogWriter.Props(log));
        asker = CreateTestProbe();
    }

    [Fact]
    public async Task In_trouble_nothing_is_tried_but_by_the_writer_itself_and_reading_goes_on()
    {
        Assert.NotNull((await AskAsync<RoomOpened>(new OpenRoom(Room, Create: true, Newest: 50))).Room);
        log.IsFailing = true;
        await AskAsync<AppendOutcome.Failed>(new AppendEvents(Room, [Event(1)]));
        var tries = log.Tries;
        await AskAsync<AppendOutcome.Failed>(new AppendEvents(Room, [Event(1)]));
        await AskAsync<LogUnavailable>(new OpenRoom(Other, Create: true, Newest: 50));
        Assert.Equal(tries, log.Tries);
        Assert.NotNull((await AskAsync<RoomOpened>(new OpenRoom(Room, Create: true, Newest: 50))).Room);
        Assert.Null((await AskAsync<RoomOpened>(new OpenRoom(Other, Create: false, Newest: 50))).Room);
    }

    [Fact]
    public async Task Once_the_writers_own_try_goes_through_everybodys_do()
    {
        await AskAsync<RoomOpened>(new OpenRoom(Room, Create: true, Newest: 50));
        log.IsFailing = true;
        await AskAsync<AppendOutcome.Failed>(new AppendEvents(Room, [Event(1)]));
        log.IsFailing = false;
        await AwaitConditionAsync(async () => (await AskAsync<LogChecked>(new CheckLog())).CanCommit, Patience);
        await AskAsync<AppendOutcome.Appended>(new AppendEvents(Room, [Event(1)]));
    }

    [Fact]
    public async Task A_check_finds_trouble_that_nobody_has_met_yet()
    {
        Assert.True((await AskAsync<LogChecked>(new CheckLog())).CanCommit);
        log.IsFailing = true;
        await AwaitConditionAsync(async () => !(await AskAsync<LogChecked>(new CheckLog())).CanCommit, Patience);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        log.Dispose();
    }

    private static RoomEvent Event(long seq) =>
        new(seq, seq, new Person(new UserId("u"), "U"), ClientMessageId.Stored($"id-{seq}"), new MessagePosted("text", null));

    private async Task<T> AskAsync<T>(object message)
    {
        writer.Tell(message, asker);
        return await asker.ExpectMsgAsync<T>(Patience);
    }
}
