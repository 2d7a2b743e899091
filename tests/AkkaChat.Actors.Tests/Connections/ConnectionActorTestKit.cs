using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

/// <summary>A connection between a socket that remembers and a room that the test plays.</summary>
public abstract class ConnectionActorTestKit : TestKit
{
    protected static RoomId Room => RoomId.Lobby;
    protected static ChatLimits Limits { get; } = new() { SendBurst = 5, SendsPerSecond = 20 };
    protected FakeChannel Channel { get; } = new();
    protected TestProbe RoomProbe { get; }

    protected ConnectionActorTestKit()
        : base("akka.loglevel = OFF") => RoomProbe = CreateTestProbe();

    protected IActorRef Connect(bool isPatient = false, ChatLimits? limits = null, IActorRef? people = null)
    {
        limits ??= Limits;
        var services = new ConnectionServices(
            RoomProbe,
            people ?? Sys.ActorOf(PeopleActor.Props(limits, TimeProvider.System)),
            Sys.ActorOf(Props.Create(() => new EmptyDirectory())),
            new FakeTokens(),
            limits,
            TimeProvider.System);
        return Sys.ActorOf(ConnectionActor.Props(services, Channel, isPatient));
    }

    protected async Task<IActorRef> JoinedAsync(bool isPatient = false, ChatLimits? limits = null)
    {
        var connection = Connect(isPatient, limits);
        connection.Tell(Received(new ClientRequest.Hello(null, "Ann", null), new ClientRequest.Join(null, Room, null)));
        connection.Tell(Joined(await RoomProbe.ExpectMsgAsync<JoinRoom>(), JoinMode.Snapshot));
        await AwaitAssertAsync(() => Assert.Contains(Channel.Pushes, p => p is ReplyPush { Reply: RoomJoined }));
        return connection;
    }

    protected async Task<T> NextReplyAsync<T>(long @ref)
        where T : class, IReply
    {
        T? reply = null;
        await AwaitAssertAsync(() =>
            reply = Assert.IsType<T>(Assert.Single(Channel.Pushes.OfType<ReplyPush>(), p => p.Ref == @ref).Reply));
        return reply!;
    }

    protected static ConnectionActor.Received Received(params ClientRequest[] requests) => new(requests);

    protected static ClientRequest.Post Send(int number) => new(number, Room, ClientMessageId.Stored($"{number}"), new MessagePosted("text", null));

    protected static RoomJoined Joined(JoinRoom join, JoinMode mode, params RoomEvent[] events) => new(
        Room, join.Number, "epoch", events.LastOrDefault()?.Seq ?? join.After?.Seq ?? 0, mode, events, HasMore: false, Online: 1, [join.Who]);

    protected static RoomEvent Event(long seq) => new(
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
