using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>A room's side of one session with the relay of a node: who is behind it, and how far its messages have come.</summary>
internal sealed class RelaySession(RoomId room, long number, IActorRef relay, IActorRef gate, Func<ActorPath> newPath)
{
    private readonly RelayRef relayRef = new(room, number, relay, gate, newPath());
    private readonly Dictionary<long, MemberRef> members = [];
    private long received;

    public long Number => number;

    public RoomTouched Touched => new(room, number, relayRef.Sent);

    public IEnumerable<IActorRef> Members => members.Values;

    /// <summary>False when messages before this one were lost. The first may come twice: a relay that has no answer asks again.</summary>
    public bool TryTake(IFromRelay message)
    {
        var isNext = message.Position == received + 1;
        if (isNext)
            received++;
        return isNext || (message.Position == 1 && received == 1);
    }

    /// <summary>Who says this; null for what needs a member and comes from none.</summary>
    public IActorRef? SenderOf(FromMember said) => said.Message switch
    {
        JoinRoom join => Join(said.Member, join.Format),
        LeaveRoom => Leave(said.Member),
        _ => members.GetValueOrDefault(said.Member) ?? Stranger(said.Member),
    };

    private MemberRef Join(long member, string format)
    {
        if (!members.TryGetValue(member, out var known))
        {
            members[member] = known = new MemberRef(relayRef, member, format, newPath());
            CollectFormats();
        }
        return known;
    }

    private MemberRef? Leave(long member)
    {
        if (members.Remove(member, out var known))
            CollectFormats();
        return known;
    }

    // The room answers it that it must join.
    private MemberRef Stranger(long member) => new(relayRef, member, format: "", newPath());

    private void CollectFormats() => relayRef.Formats = [.. members.Values.Select(m => m.Format).Distinct()];
}
