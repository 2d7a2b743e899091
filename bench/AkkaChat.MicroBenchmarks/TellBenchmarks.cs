using Akka.Actor;
using Akka.Configuration;
using AkkaChat.Actors;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using BenchmarkDotNet.Attributes;

namespace AkkaChat.MicroBenchmarks;

/// <summary>A room tells its members a batch, and each connection pushes it into a channel that does nothing. Figures are a round.</summary>
public class TellBenchmarks
{
    private readonly EventBatch batch = new(Samples.Room, Samples.Events(1, 1));
    private ActorSystem system = null!;
    private IActorRef[] members = [];

    [Params(10, 1_000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        system = ActorSystem.Create("benchmark", ConfigurationFactory.ParseString("akka.loglevel = OFF\n" + InlineDispatcher.Config));
        var limits = new ChatLimits();
        var people = system.ActorOf(PeopleActor.Props(limits, TimeProvider.System));
        var (directory, room) = (system.ActorOf(Props.Create(() => new EmptyDirectory())), system.ActorOf(Props.Create(() => new OpenRoom())));
        var services = new ConnectionServices(room, people, directory, new NoTokens(), limits, TimeProvider.System);
        var channels = Enumerable.Range(0, Members).Select(_ => new IdleChannel()).ToArray();
        members = [.. channels.Select(channel => system.ActorOf(ConnectionActor.Props(services, channel, isPatient: true).WithDispatcher(InlineDispatcher.Path)))];
        foreach (var member in members)
        {
            member.Tell(new ConnectionActor.Received(
                [new ClientRequest.Hello(Ref: null, Name: null, Token: null), new ClientRequest.Join(Ref: null, Samples.Room, After: null)]));
        }
        SpinWait.SpinUntil(() => channels.All(c => c.IsIn), TimeSpan.FromSeconds(30));
    }

    [GlobalCleanup]
    public Task Cleanup() => system.Terminate();

    [Benchmark]
    public void Tell() => WriteRound.Run((members, batch), static tell =>
    {
        foreach (var member in tell.members)
            member.Tell(tell.batch, ActorRefs.NoSender);
    });

    private sealed class OpenRoom : ReceiveActor
    {
        public OpenRoom() => Receive<JoinRoom>(join => Sender.Tell(new RoomJoined(
            join.Room, join.Number, "epoch", Head: 0, JoinMode.Snapshot, [], HasMore: false, Online: 1, [])));
    }

    private sealed class EmptyDirectory : ReceiveActor
    {
        public EmptyDirectory() => Receive<RoomDirectoryActor.GetRooms>(_ => Sender.Tell(new RoomDirectoryActor.RoomList([])));
    }

    private sealed class NoTokens : IGuestTokens
    {
        public string Issue(Person person) => "";

        public Person? Read(string token) => null;
    }

    private sealed class IdleChannel : IClientChannel
    {
        private volatile bool isIn;

        public bool IsIn => isIn;

        public TimeSpan QuietFor => TimeSpan.Zero;

        public bool IsBehind => false;

        public long HeardAt => 0;

        public int WaitingBytes => 0;

        public string Format => "";

        public void Push(IClientPush push) => isIn |= push is ReplyPush { Reply: RoomJoined };

        public void Ping()
        {
        }

        public void ReadOn()
        {
        }

        public void Close(CloseCode code)
        {
        }

        public void Abort()
        {
        }
    }
}
