using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>What inspectors of nodes say to each other as nodes.proto has it, and back.</summary>
internal static class InspectionForms
{
    public static Wire.LookAtNode ToWire(this LookAtNode look) => new() { MostRooms = look.MostRooms };

    public static LookAtNode FromWire(this Wire.LookAtNode look) => new(look.MostRooms);

    public static Wire.NodeReport ToWire(this NodeReport report) => new()
    {
        Node = report.Node,
        UpSeconds = report.UpSeconds,
        Connections = report.Connections,
        Silent = report.Silent,
        Unanswered = report.Unanswered,
        WaitingBytes = report.WaitingBytes,
        WriterQueue = report.WriterQueue,
        ReaderQueue = report.ReaderQueue,
        RoomCount = report.RoomCount,
        Rooms = { report.Rooms.Select(ToWire) },
        Here = { report.Here.Select(h => new Wire.RoomHere { Room = h.Room.Value, Connections = h.Connections }) },
    };

    public static NodeReport FromWire(this Wire.NodeReport report) => new(
        report.Node,
        report.UpSeconds,
        report.Connections,
        report.Silent,
        report.Unanswered,
        report.WaitingBytes,
        report.WriterQueue,
        report.ReaderQueue,
        report.RoomCount,
        [.. report.Rooms.Select(FromWire)],
        [.. report.Here.Select(h => new RoomHere(RoomId.Stored(h.Room), h.Connections))]);

    private static Wire.RoomReport ToWire(RoomReport room) => new()
    {
        Room = room.Room.Value,
        Condition = room.Condition switch
        {
            RoomCondition.Opening => Wire.RoomCondition.Opening,
            RoomCondition.Open => Wire.RoomCondition.Open,
            RoomCondition.LogFailing => Wire.RoomCondition.LogFailing,
            RoomCondition.Closed => Wire.RoomCondition.Closed,
            _ => Wire.RoomCondition.Silent,
        },
        Connections = room.Connections,
        People = room.People,
        Head = room.Head,
        Waiting = room.Waiting,
        UnderWay = room.UnderWay,
        Mailbox = room.Mailbox,
    };

    private static RoomReport FromWire(Wire.RoomReport room) => new(
        RoomId.Stored(room.Room),
        room.Condition switch
        {
            Wire.RoomCondition.Opening => RoomCondition.Opening,
            Wire.RoomCondition.Open => RoomCondition.Open,
            Wire.RoomCondition.LogFailing => RoomCondition.LogFailing,
            Wire.RoomCondition.Closed => RoomCondition.Closed,
            _ => RoomCondition.Silent,
        },
        room.Connections,
        room.People,
        room.Head,
        room.Waiting,
        room.UnderWay,
        room.Mailbox);
}
