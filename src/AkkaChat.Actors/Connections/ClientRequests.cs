using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>What a client asks for, checked and in the words of the chat; the wire's own words stay in the host.</summary>
/// <param name="Ref">The client's own number of the request, which the reply carries.</param>
public abstract record ClientRequest(long? Ref)
{
    /// <summary>Who am I? Must be the first.</summary>
    public sealed record Hello(long? Ref, string? Name, string? Token) : ClientRequest(Ref);

    public sealed record Join(long? Ref, RoomId Room, LogPosition? After) : ClientRequest(Ref);

    public sealed record Leave(long? Ref, RoomId Room) : ClientRequest(Ref);

    /// <summary>Wants something in the room's log: a message, an edit, a deletion, a reaction.</summary>
    public sealed record Post(long? Ref, RoomId Room, ClientMessageId Id, EventBody Body) : ClientRequest(Ref);

    public sealed record History(long? Ref, RoomId Room, HistoryQuery Query) : ClientRequest(Ref);

    /// <summary>The person has read the room up to this event.</summary>
    public sealed record Read(long? Ref, RoomId Room, long Seq) : ClientRequest(Ref);

    /// <summary>The one request without a reply.</summary>
    public sealed record Typing(RoomId Room) : ClientRequest((long?)null);

    /// <summary>So many frames that said nothing to anybody: pings, empty messages, tiny fragments.</summary>
    public sealed record SmallTalk(int Frames) : ClientRequest((long?)null);

    /// <summary>A request that could not be taken, and why.</summary>
    /// <param name="IsMalformed">True when it is not even the protocol; three of them in a row end the connection.</param>
    public sealed record Unacceptable(long? Ref, RequestError Error, bool IsMalformed) : ClientRequest(Ref);
}
