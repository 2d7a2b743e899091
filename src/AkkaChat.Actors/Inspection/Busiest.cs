namespace AkkaChat.Actors.Inspection;

/// <summary>The order in which rooms are listed: who is in trouble, who has much to do, who has many people; then by name.</summary>
public sealed class Busiest : IComparer<RoomReport>
{
    public static readonly Busiest First = new();

    public int Compare(RoomReport? x, RoomReport? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = IsInTrouble(y).CompareTo(IsInTrouble(x));
        if (order == 0)
            order = Work(y).CompareTo(Work(x));
        if (order == 0)
            order = y.Connections.CompareTo(x.Connections);
        return order != 0 ? order : string.CompareOrdinal(x.Room.Value, y.Room.Value);
    }

    private static bool IsInTrouble(RoomReport room) => room.Condition is RoomCondition.Silent or RoomCondition.LogFailing;

    private static long Work(RoomReport room) => (long)room.Waiting + room.UnderWay + room.Mailbox;
}
