using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Inspection;

/// <summary>The stages of a message's way, in their order.</summary>
public enum WayStage
{
    /// <summary>Its bytes were read from the socket.</summary>
    Received,

    /// <summary>It was read, checked and sent to its room.</summary>
    Understood,

    /// <summary>The room has it.</summary>
    InRoom,

    /// <summary>The commit before it was over; the room gave it its number and handed it in to the log.</summary>
    Decided,

    /// <summary>It is on disk, and the room knows.</summary>
    Committed,

    /// <summary>All connections in the room that are on this node were told.</summary>
    Told,

    /// <summary>Their sockets have it, or it waits for readers that are slow.</summary>
    Written,

    /// <summary>Its author was told that it is stored.</summary>
    Answered,
}

/// <summary>
/// When a message reached the stages of its way, by this node's clock. Only a message that is looked at (<see cref="MessageProbe"/>) carries one.
/// It does not cross to other nodes: of a room that lives elsewhere only the two ends are seen.
/// </summary>
public sealed class MessageWay(RoomId room, TimeProvider time, Action ended)
{
    private readonly long[] reached = new long[Enum.GetValues<WayStage>().Length];

    public RoomId Room => room;

    public DateTimeOffset Began { get; } = time.GetUtcNow();

    /// <summary>The room tells relays; the one of this node, and not the room, tells connections.</summary>
    public bool IsRelayed { get; private set; }

    /// <summary>Since <see cref="WayStage.Received"/>; null when the stage was not reached, or not here.</summary>
    public TimeSpan? At(WayStage stage) =>
        Volatile.Read(ref reached[(int)stage]) is var timestamp and not 0 ? time.GetElapsedTime(reached[0], timestamp) : null;

    public void Reach(WayStage stage) => Reach(stage, time.GetTimestamp());

    public void Reach(WayStage stage, long timestamp) => Volatile.Write(ref reached[(int)stage], timestamp);

    public void ReachRoom(bool isRelayed)
    {
        IsRelayed = isRelayed;
        Reach(WayStage.InRoom);
    }

    /// <summary>The author has an answer.</summary>
    public void End()
    {
        Reach(WayStage.Answered);
        ended();
    }
}
