using AkkaChat.Actors.Inspection;
using static System.FormattableString;

namespace AkkaChat.Host.Inspection;

internal static class RoomsTable
{
    public static void AddTo(Html html, InspectionView found)
    {
        html.BeginTable(
            "rooms",
            "Rooms in memory",
            ["Room", "Lives on", "People", "Connections", "of them here", "Newest seq", "Posts waiting", "Posts in a commit", "Mailbox"]);
        foreach (var room in found.Rooms)
        {
            html.AddRow(
                room.Room,
                Place(room),
                Invariant($"{room.People:N0}"),
                Invariant($"{room.Connections:N0}"),
                Invariant($"{room.Here:N0}"),
                Invariant($"{room.Head:N0}"),
                Invariant($"{room.Waiting:N0}"),
                Invariant($"{room.UnderWay:N0}"),
                Invariant($"{room.Mailbox:N0}"));
        }
        html.EndTable();
        if (found.Rooms.Count == 0)
            html.AddNote("None.");
        if (found.MoreRooms > 0)
            html.AddNote(Invariant($"And {found.MoreRooms:N0} more, which have less to do."));
    }

    private static string Place(RoomView room) => room.Node is null ? "not known now" : InspectPage.NameOf(room.Node) + room.Condition switch
    {
        RoomCondition.Opening => ", opens",
        RoomCondition.LogFailing => ", can't be stored now",
        RoomCondition.Closed => ", closed",
        RoomCondition.Silent => ", did not answer",
        _ => "",
    };
}
