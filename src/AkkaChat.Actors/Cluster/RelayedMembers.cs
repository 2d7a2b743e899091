using Akka.Actor;

namespace AkkaChat.Actors.Cluster;

/// <summary>A connection of this node that is in a room, or on its way into it.</summary>
internal sealed class RelayedMember(long number, IActorRef connection)
{
    /// <summary>What the room calls it.</summary>
    public long Number => number;

    public IActorRef Connection => connection;

    /// <summary>Live events go to it.</summary>
    public bool IsLive { get; set; }

    /// <summary>It has asked to join, and not left since.</summary>
    public bool WantsIn { get; set; }

    /// <summary>The room has answered its join.</summary>
    public bool IsJoined { get; set; }

    /// <summary>The numbers of its commands that have no answer yet; its connection bounds them.</summary>
    public HashSet<long> Unanswered { get; } = [];

    public bool IsGone => !IsJoined && Unanswered.Count == 0;
}

/// <summary>The connections of this node that have to do with one room.</summary>
internal sealed class RelayedMembers
{
    private readonly Dictionary<IActorRef, RelayedMember> byConnection = [];
    private readonly Dictionary<long, RelayedMember> byNumber = [];
    private long lastNumber;

    public int Count => byConnection.Count;

    public IReadOnlyCollection<RelayedMember> All => byConnection.Values;

    public RelayedMember? Find(IActorRef connection) => byConnection.GetValueOrDefault(connection);

    public RelayedMember? Find(long number) => byNumber.GetValueOrDefault(number);

    public RelayedMember Add(IActorRef connection)
    {
        var member = new RelayedMember(++lastNumber, connection);
        byConnection.Add(connection, member);
        byNumber.Add(member.Number, member);
        return member;
    }

    public void Remove(RelayedMember member)
    {
        byConnection.Remove(member.Connection);
        byNumber.Remove(member.Number);
    }
}
