using Akka.Actor;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// A node's log, which it writes, and starts rooms from, only in a moment in which it hears most of the others. One that was frozen, or is cut
/// off and still reaches the database, may have been put out by now without knowing it: its rooms live elsewhere, and what it wrote would be
/// seen there by nobody until somebody writes too. It is silent sooner than the others replace it (<see cref="ClusterTimings"/>).
/// </summary>
internal sealed class MajorityRoomLog(IRoomLog log, ActorSystem system) : IRoomLog
{
    public IReadOnlyList<IWriteOutcome> Append(IReadOnlyList<ILogWrite> writes)
    {
        ThrowIfAlone();
        return log.Append(writes);
    }

    public bool EraseDeleted() => log.EraseDeleted();

    public void Probe(int bytes, bool waits)
    {
        ThrowIfAlone();
        log.Probe(bytes, waits);
    }

    public OpenedRoom? Open(RoomId room, bool create, int newest)
    {
        ThrowIfAlone();
        return log.Open(room, create, newest);
    }

    private void ThrowIfAlone()
    {
        if (!ClusterMembership.HearsMost(system))
            throw new LogUnavailableException("This node does not hear most of the others");
    }
}
