using System.Runtime.CompilerServices;
using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Connections;
using AkkaChat.Actors.Tests.Rooms;

namespace AkkaChat.Actors.Tests.Crowds;

/// <summary>However many come and go, nothing of them stays in memory.</summary>
public sealed class ComeAndGoTests : RoomActorTestKit
{
    private const int Rounds = 100, Together = 20, RoomsEach = 5, RepliesEach = 1 + RoomsEach + (RoomsEach / 2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IActorRef people, connections;

    public ComeAndGoTests()
    {
        var directory = Sys.ActorOf(RoomDirectoryActor.Props(CreateTestProbe()));
        people = Sys.ActorOf(PeopleActor.Props(new ChatLimits(), TimeProvider.System));
        connections = Sys.ActorOf(
            ConnectionsActor.Props(new ConnectionServices(Rooms, people, directory, new NoTokens(), new ChatLimits(), TimeProvider.System)), "connections");
    }

    [Fact]
    public async Task Of_many_who_came_joined_left_and_went_no_actor_and_no_object_is_left()
    {
        await JoinAsync("somebody who stays");
        var traces = new List<WeakReference>();
        for (var round = 0; round < Rounds; round++)
            traces.AddRange(await ComeAndGoAsync(round));

        Assert.Equal(Rounds * Together * 2, traces.Count);
        await AwaitAssertAsync(
            async () =>
            {
                Assert.Equal([Room.Value], await ChildrenAsync("rooms")); // The others were empty, and have stopped.
                Assert.Empty(await ChildrenAsync("connections"));
                GC.Collect();
                Assert.InRange(traces.Count(t => t.IsAlive), 0, Together); // The last ones may still be on some stack.
            },
            TimeSpan.FromSeconds(60),
            TimeSpan.FromMilliseconds(200));
    }

    // Not inlined: what it holds is free when it has returned.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<List<WeakReference>> ComeAndGoAsync(int round)
    {
        var traces = new List<WeakReference>();
        var all = new List<(IActorRef Connection, FakeChannel Channel)>();
        for (var i = 0; i < Together; i++)
        {
            var channel = new FakeChannel();
            var connection = await connections.Ask<IActorRef>(new ConnectionsActor.Open(channel, IsPatient: false), Patience);
            connection.Tell(new ConnectionActor.Received([new ClientRequest.Hello(0, Name: null, Token: null), .. JoinsAndLeaves(round)]));
            all.Add((connection, channel));
            traces.AddRange([new WeakReference(connection), new WeakReference(channel)]);
        }
        foreach (var (connection, channel) in all)
        {
            await AwaitAssertAsync(() => Assert.Equal(RepliesEach, channel.Pushes.Count(p => p is ReplyPush)), Patience);
            connection.Tell(new ConnectionActor.SocketEnded());
        }
        return traces;
    }

    /// <summary>Every other room is left at once, maybe before the join is answered; the others only by going.</summary>
    private static IEnumerable<ClientRequest> JoinsAndLeaves(int round)
    {
        for (var i = 0; i < RoomsEach; i++)
        {
            var room = i == 0 ? Room : RoomId.Stored($"room-{(round + i) % 50}");
            yield return new ClientRequest.Join(i, room, After: null);
            if (i % 2 == 1)
                yield return new ClientRequest.Leave(i, room);
        }
    }

    private async Task<IReadOnlyList<string>> ChildrenAsync(string parent)
    {
        var found = new List<string>();
        var answers = CreateTestProbe();
        Sys.ActorSelection($"/user/{parent}/*").Tell(new Identify(null), answers);
        while (await answers.ReceiveOneAsync(TimeSpan.FromMilliseconds(300)) is ActorIdentity { Subject: { } child })
            found.Add(child.Path.Name);
        return found;
    }

    private sealed class NoTokens : IGuestTokens
    {
        public string Issue(Person guest) => "";

        public Person? Read(string token) => null;
    }
}
