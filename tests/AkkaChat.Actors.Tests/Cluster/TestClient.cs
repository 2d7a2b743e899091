using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Connections;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>What one client of a node asks, and what comes down its socket.</summary>
public sealed class TestClient(string name, FakeChannel channel, IActorRef connection)
{
    private long lastRef;

    public string Name => name;

    public FakeChannel Channel => channel;

    /// <summary>Every event it was shown, in the order in which it was shown.</summary>
    public IReadOnlyList<string> Events => [.. channel.Pushes.SelectMany(Shown)];

    public async Task JoinAsync(RoomId room, LogPosition? after = null)
    {
        Ask(@ref => new ClientRequest.Hello(@ref, name, Token: null));
        await ReplyAsync<RoomJoined>(Ask(@ref => new ClientRequest.Join(@ref, room, after ?? new LogPosition("epoch", 0))));
    }

    public Task LeaveAsync(RoomId room) => ReplyAsync<Done>(Ask(@ref => new ClientRequest.Leave(@ref, room)));

    public long Post(RoomId room, int id) => Ask(@ref => new ClientRequest.Post(
        @ref, room, ClientMessageId.Stored($"{id}"), new MessagePosted($"{name} {id}", ReplyTo: null)));

    /// <summary>Posts, again after each refusal, as often as it takes.</summary>
    public async Task<EventStored> PostUntilStoredAsync(RoomId room, int id)
    {
        while (true)
        {
            if (await ReplyAsync<IReply>(Post(room, id)) is EventStored stored)
                return stored;
        }
    }

    public async Task<TReply> ReplyAsync<TReply>(long @ref)
        where TReply : class, IReply
    {
        ReplyPush? reply = null;
        await TestCluster.EventuallyAsync(
            () => (reply = channel.Pushes.OfType<ReplyPush>().FirstOrDefault(r => r.Ref == @ref)) is not null, $"{name} has an answer to {@ref}");
        return Assert.IsAssignableFrom<TReply>(reply!.Reply);
    }

    private long Ask(Func<long, ClientRequest> request)
    {
        connection.Tell(new ConnectionActor.Received([request(++lastRef)]));
        return lastRef;
    }

    private static IEnumerable<string> Shown(IClientPush push) => push switch
    {
        EventBatch batch => FakeFormat.Decode(batch.EncodedAs(FakeFormat.Instance)),
        ReplyPush { Reply: RoomJoined joined } => joined.Events.Select(FakeFormat.Text),
        _ => [],
    };
}
