using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Host.Inspection;

/// <param name="Node">Where it lives; empty where there is no cluster; null when no node that answered has it.</param>
/// <param name="Condition">See <see cref="RoomCondition"/>; null when no node that answered has it.</param>
/// <param name="Connections">In the room, on all nodes.</param>
/// <param name="Here">Those of this node, and those on their way in.</param>
/// <param name="Head">The newest event's seq.</param>
/// <param name="Waiting">Posts that gather for the next commit.</param>
/// <param name="UnderWay">Posts in the commit that is under way.</param>
/// <param name="Mailbox">Messages that wait for the room's actor.</param>
public sealed record RoomView(
    string Room,
    string? Node,
    RoomCondition? Condition,
    int? Connections,
    int Here,
    int? People,
    long? Head,
    int? Waiting,
    int? UnderWay,
    int? Mailbox)
{
    public static RoomView Of(RoomReport report, string node, int here) => report.Condition == RoomCondition.Silent
        ? new RoomView(report.Room.Value, node, report.Condition, null, here, null, null, null, null, report.Mailbox)
        : new RoomView(
            report.Room.Value,
            node,
            report.Condition,
            report.Connections,
            here,
            report.People,
            report.Head,
            report.Waiting,
            report.UnderWay,
            report.Mailbox);

    /// <summary>Connections of this node are in it, or look for it.</summary>
    public static RoomView Lost(RoomId room, int here) => new(room.Value, null, null, null, here, null, null, null, null, null);
}
