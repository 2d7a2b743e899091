using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Log;

namespace AkkaChat.Actors.Tests.Rooms;

/// <summary>Rooms as they are wired in the server, on a log in memory.</summary>
public abstract class RoomActorTestKit : TestKit
{
    protected static RoomId Room => RoomId.Lobby;
    protected FakeLog RoomLog { get; } = new();
    protected IActorRef Rooms { get; }
    protected IActorRef Writer { get; }
    protected RoomsHere Here { get; } = new();

    protected RoomActorTestKit()
        : base("akka.loglevel = OFF\n" + InlineDispatcher.Config)
    {
        Writer = Sys.ActorOf(RoomLogWriter.Props(RoomLog));
        var services = new RoomServices(
            Writer,
            Reader: Sys.ActorOf(RoomLogReader.Props(RoomLog)),
            Directory: CreateTestProbe(),
            new RoomSettings { IdleTime = TimeSpan.FromMilliseconds(50) },
            TimeProvider.System)
        {
            Here = Here,
        };
        Rooms = Sys.ActorOf(RoomsActor.Props(room => RoomActor.Props(room, services)), "rooms");
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        RoomLog.Dispose();
    }

    protected async Task RoomStopsAsync() => await AwaitConditionAsync(
        async () =>
        {
            var answer = await Sys.ActorSelection("/user/rooms/lobby").Ask<ActorIdentity>(new Identify(null));
            return answer.Subject is null;
        },
        TimeSpan.FromSeconds(10));

    protected async Task<TestProbe> JoinAsync(string name)
    {
        var probe = CreateTestProbe();
        Rooms.Tell(new JoinRoom(Room, 0, Who(name), After: null), probe);
        await ExpectAsync<RoomJoined>(probe);
        return probe;
    }

    protected void Post(TestProbe connection, string name, int id, bool isPatient = false) => Rooms.Tell(
        new PostEvent(Room, id, Who(name), ClientMessageId.Stored($"{id}"), new MessagePosted($"text {id}", ReplyTo: null), isPatient), connection);

    protected static async Task<List<RoomEvent>> EventsAsync(TestProbe probe, int count)
    {
        var events = new List<RoomEvent>();
        while (events.Count < count)
            events.AddRange((await ExpectAsync<EventBatch>(probe)).Events);
        return events;
    }

    protected static async Task<EventStored> StoredAsync(TestProbe probe) => (await ExpectAsync<EventsStored>(probe)).Answers.Single();

    protected static async Task<T> ExpectAsync<T>(TestProbe probe)
        where T : class => (T)await probe.FishForMessageAsync(m => m is T, TimeSpan.FromSeconds(10));

    protected static object Keep(List<object> all, object message)
    {
        all.Add(message);
        return message;
    }

    protected static Person Who(string name) => new(new UserId(name), name);

    protected static RoomEvent Event(long seq, string by) =>
        new(seq, 0, Who(by), ClientMessageId.Stored("x"), new MessagePosted("x", null));
}
