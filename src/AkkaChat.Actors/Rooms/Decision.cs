namespace AkkaChat.Actors.Rooms;

/// <summary>What a room makes of one request.</summary>
public abstract record Decision
{
    public sealed record Accepted(RoomEvent Event) : Decision;

    /// <summary>It has been done before, by the event of this seq.</summary>
    public sealed record Repeated(long Seq, long At) : Decision;

    public sealed record Refused(RequestError Error) : Decision;
}

/// <summary>What the log knows and a room has forgotten, read for some requests.</summary>
/// <param name="Events">Earlier events with ids of the requests.</param>
/// <param name="Messages">Messages that the requests change, in today's state.</param>
public sealed record LogExcerpt(IReadOnlyList<RoomEvent> Events, IReadOnlyList<RoomEvent> Messages)
{
    public static readonly LogExcerpt Nothing = new([], []);
}
