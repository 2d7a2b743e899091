using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// A node's relay as the room sees it, in one session. What is told to it goes to all live members of the node. The room is the only one that
/// tells it, and its <see cref="MemberRef"/>s, anything: so positions follow each other.
/// </summary>
/// <param name="relay">The <see cref="RoomRelayActor"/>.</param>
/// <param name="gate">The <see cref="ShardedRoomActor"/>, in whose name everything is sent.</param>
internal sealed class RelayRef(RoomId room, long session, IActorRef relay, IActorRef gate, ActorPath path) : MinimalActorRef
{
    private long sent;
    private volatile IReadOnlyCollection<string> formats = [];

    public override ActorPath Path => path;

    public override IActorRefProvider Provider => ((IInternalActorRef)gate).Provider;

    /// <summary>The position of the last message that is on its way.</summary>
    public long Sent => Volatile.Read(ref sent);

    /// <summary>What the node's members need. Set before a member of a new format reaches the room.</summary>
    public IReadOnlyCollection<string> Formats
    {
        set => formats = value;
    }

    public void TellMember(long member, object message) => Send(new ToMember(room, session, sent + 1, member, message));

    protected override void TellInternal(object message, IActorRef sender) =>
        Send(new ToLiveMembers(room, session, sent + 1, (IRoomPush)message, formats));

    // Counted once it is on its way: who reads the count sends behind it.
    private void Send(IToRelay message)
    {
        relay.Tell(message, gate);
        Volatile.Write(ref sent, message.Position);
    }
}

/// <summary>A connection behind a relay, as the room sees it: an address like any other. It does not tell of its end; its relay does.</summary>
internal sealed class MemberRef(RelayRef relay, long number, string format, ActorPath path) : MinimalActorRef, IRelayedConnection
{
    public override ActorPath Path => path;

    public override IActorRefProvider Provider => relay.Provider;

    public IActorRef Relay => relay;

    /// <summary>The name of the format that its pushes are in.</summary>
    public string Format => format;

    protected override void TellInternal(object message, IActorRef sender) => relay.TellMember(number, message);
}
