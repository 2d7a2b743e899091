using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>A room that a connection is in, or on its way into, and how much of its log went down the socket.</summary>
public sealed class Subscription
{
    private string? epoch;
    private long pushed;

    /// <summary>Null until the room has answered the first join.</summary>
    public LogPosition? Pushed => epoch is null ? null : new LogPosition(epoch, pushed);

    public bool IsJoined => epoch is not null;

    /// <summary>When the room was last told that the person writes; a timestamp of the connection's clock.</summary>
    public long? ToldTypingAt { get; set; }

    /// <summary>The newest seq of the room that the connection knows of; beyond what was pushed when something was lost between the two.</summary>
    public long Head { get; private set; }

    /// <summary>The room has lost its members, and a join is on its way to it.</summary>
    public bool IsRejoining { get; set; }

    public void Joined(RoomJoined joined)
    {
        epoch = joined.Epoch;
        Head = joined.Head;
        pushed = joined.HasMore ? joined.Events[^1].Seq : joined.Head;
        IsRejoining = false;
    }

    public void Delivered(EventBatch batch)
    {
        pushed = batch.LastSeq;
        Reached(pushed);
    }

    public void Reached(long head) => Head = Math.Max(Head, head);
}
