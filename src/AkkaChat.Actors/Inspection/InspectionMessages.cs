using Akka.Actor;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Inspection;

/// <summary>To a room, a connection or their parent: how do you stand? Answered by its report.</summary>
public sealed record Look : INoSerializationVerificationNeeded
{
    public static readonly Look Instance = new();
}

/// <summary>From the parent of the connections: so many were asked too, and answer for themselves.</summary>
public sealed record ConnectionsReport(int Count) : INoSerializationVerificationNeeded;

/// <param name="Unanswered">Requests of its client that wait, or wait for a room's answer.</param>
/// <param name="WaitingBytes">Bytes that wait until the client reads on.</param>
/// <param name="Rooms">The rooms that it is in, or on its way into.</param>
public sealed record ConnectionReport(int Unanswered, int WaitingBytes, IReadOnlyCollection<RoomId> Rooms) : INoSerializationVerificationNeeded;

/// <summary>A room, on the node where it lives.</summary>
/// <param name="Connections">In the room, on all nodes.</param>
/// <param name="People">Behind these connections.</param>
/// <param name="Head">The newest event's seq.</param>
/// <param name="Waiting">Posts that gather for the next commit.</param>
/// <param name="UnderWay">Posts in the commit that is under way; 0 when there is none.</param>
/// <param name="Mailbox">Messages that wait for the room's actor.</param>
public sealed record RoomReport(
    RoomId Room, RoomCondition Condition, int Connections, int People, long Head, int Waiting, int UnderWay, int Mailbox) : ICrossesNodes;

public enum RoomCondition
{
    /// <summary>It did not answer in time; or it is in a condition that only a newer version knows.</summary>
    Silent,

    /// <summary>Its log is being read.</summary>
    Opening,

    Open,

    /// <summary>Its log can't be written now.</summary>
    LogFailing,

    /// <summary>There is no such room, or its log can't be read now.</summary>
    Closed,
}

/// <summary>A room as the connections of one node see it.</summary>
/// <param name="Connections">Of that node, in the room or on their way into it.</param>
public sealed record RoomHere(RoomId Room, int Connections) : ICrossesNodes;

/// <summary>To the <see cref="InspectorActor"/> of a node: how do things stand there? Answered by <see cref="NodeReport"/>.</summary>
/// <param name="MostRooms">So many rooms are told at most, the busiest ones.</param>
public sealed record LookAtNode(int MostRooms) : ICrossesNodes;

/// <param name="Node">Its address in the cluster; empty where there is none.</param>
/// <param name="UpSeconds">Since the node began; one that was put out of the cluster has begun anew.</param>
/// <param name="Connections">Sockets of clients.</param>
/// <param name="Silent">Connections that did not answer in time, or ended meanwhile: the sums below are without them.</param>
/// <param name="Unanswered">Requests of the clients.</param>
/// <param name="WaitingBytes">Bytes that wait for slow readers.</param>
/// <param name="WriterQueue">Messages that wait for the log's writer: most are rooms that want to commit.</param>
/// <param name="ReaderQueue">Questions that wait for the log's readers.</param>
/// <param name="RoomCount">Rooms that live there.</param>
/// <param name="Rooms">The busiest of them, in this order.</param>
/// <param name="Here">The rooms that its connections are in, those with the most connections first.</param>
public sealed record NodeReport(
    string Node,
    long UpSeconds,
    int Connections,
    int Silent,
    int Unanswered,
    long WaitingBytes,
    int WriterQueue,
    int ReaderQueue,
    int RoomCount,
    IReadOnlyList<RoomReport> Rooms,
    IReadOnlyList<RoomHere> Here) : ICrossesNodes;

/// <summary>To the <see cref="InspectorActor"/> of this node: how do things stand everywhere? Answered by <see cref="ClusterReport"/>.</summary>
public sealed record LookAtCluster : INoSerializationVerificationNeeded
{
    public static readonly LookAtCluster Instance = new();
}

public sealed record ClusterReport(IReadOnlyList<NodeSight> Nodes) : INoSerializationVerificationNeeded;

/// <param name="Report">Null when the node did not answer in time.</param>
public sealed record NodeSight(NodeState State, NodeReport? Report);
