using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>A node's relay: its connections here, the RoomProbe, played by a probe, there.</summary>
public abstract class RoomRelayTestKit : TestKit
{
    private static readonly Person Ann = new(new UserId("ann"), "ann");

    protected static RoomId Room => RoomId.Lobby;

    protected TestProbe RoomProbe { get; }

    protected IActorRef Relay { get; }

    /// <summary>The relay's session with the room.</summary>
    protected long Session { get; private set; }

    /// <summary>How much the room has told in it.</summary>
    protected long Told { get; set; }

    /// <summary>The relay's number of who joined last.</summary>
    protected long LastMember { get; private set; }

    protected RoomRelayTestKit()
        : base("akka.loglevel = OFF\nakka.test.single-expect-default = 20s")
    {
        RoomProbe = CreateTestProbe();
        Relay = Sys.ActorOf(RoomRelayActor.Props(Room, RoomProbe));
    }

    protected async Task BeFoundAsync()
    {
        var opening = (TouchRoom)await RoomProbe.FishForMessageAsync(m => m is TouchRoom { Position: 1 } t && t.Session != Session, TimeSpan.FromSeconds(20));
        (Session, Told) = (opening.Session, 0);
        Relay.Tell(new RoomTouched(Room, Session, 0), RoomProbe);
    }

    protected async Task<TestProbe> JoinedAsync(bool hasMore = false)
    {
        var connection = CreateTestProbe();
        await JoinedAsync(connection, hasMore);
        await connection.ExpectMsgAsync<RoomJoined>();
        return connection;
    }

    protected async Task JoinedAsync(IActorRef connection, bool hasMore = false)
    {
        Relay.Tell(Join(1), connection);
        var join = (FromMember)await RoomProbe.FishForMessageAsync(m => m is FromMember { Message: JoinRoom }, TimeSpan.FromSeconds(10));
        LastMember = join.Member;
        Tell(n => new ToMember(Room, Session, n, join.Member, Joined(hasMore)));
    }

    protected static RoomJoined Joined(bool hasMore) => new(Room, 1, "epoch", 3, JoinMode.Delta, [], hasMore, 1, []);

    // What the relay has worked off before this has told the connection nothing.
    protected async Task NothingMoreAsync(TestProbe connection)
    {
        await Relay.Ask<ActorIdentity>(new Identify(null));
        await connection.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    protected void Tell(Func<long, IToRelay> messageAt) => Relay.Tell(messageAt(++Told), RoomProbe);

    protected static JoinRoom Join(long number) => new(Room, number, Ann, After: null);

    protected static PostEvent Post(long number) =>
        new(Room, number, Ann, ClientMessageId.Stored($"{number}"), new MessagePosted("text", null), IsPatient: false);

    protected static EventBatch Batch(long first, long last) =>
        new(Room, first, last, []);
}
