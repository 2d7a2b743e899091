using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>What a client gets in reply to a request.</summary>
public interface IReply;

/// <summary>A room's answer to the <see cref="IRoomCommand"/> of the same number.</summary>
public interface IRoomAnswer : ICrossesNodes
{
    RoomId Room { get; }

    long Number { get; }
}

/// <summary>The sender is a member now. Live events follow after <see cref="Head"/>, unless <see cref="HasMore"/>: then after the next join.</summary>
/// <param name="Read">How far the person has read; 0 when nothing is known.</param>
public sealed record RoomJoined(
    RoomId Room,
    long Number,
    string Epoch,
    long Head,
    JoinMode Mode,
    IReadOnlyList<RoomEvent> Events,
    bool HasMore,
    int Online,
    IReadOnlyList<Person> Members,
    long Read = 0) : IRoomAnswer, IReply;

public enum JoinMode
{
    /// <summary>Every event since the position that the client named.</summary>
    Delta,

    /// <summary>The newest messages in today's state.</summary>
    Snapshot,
}

/// <summary>The event is committed under this seq; <paramref name="IsDuplicate"/> when an earlier request with its id had stored it.</summary>
public sealed record EventStored(RoomId Room, long Number, long Seq, long At, bool IsDuplicate) : IRoomAnswer, IReply;

/// <summary>The person's read mark is committed, at this event or a later one.</summary>
public sealed record MarkKept(RoomId Room, long Number) : IRoomAnswer, IReply;

/// <summary>The answers to a connection's posts that one commit stored, in their order.</summary>
public sealed record EventsStored(IReadOnlyList<EventStored> Answers) : ICrossesNodes;

/// <summary>A page of messages in today's state, in the order of their seq.</summary>
public sealed record HistoryPage(
    RoomId Room, long Number, IReadOnlyList<RoomEvent> Events, bool HasBefore, bool HasAfter) : IRoomAnswer, IReply;

public sealed record CommandRefused(RoomId Room, long Number, RequestError Error) : IRoomAnswer;

/// <summary>The room does not know the sender (it has started anew): join again and ask again what was not answered.</summary>
public sealed record RejoinNeeded(RoomId Room) : ICrossesNodes;

/// <summary>The room is somewhere else now, and what was on its way to it or from it may be lost: join again, also where a join is under way.</summary>
public sealed record RoomMoved(RoomId Room);

/// <summary>A refusal in words for a person and a code for a program (docs/protocol.md, Errors).</summary>
/// <param name="RetryAfterMs">Milliseconds after which the same request may succeed.</param>
public sealed record RequestError(ErrorCode Code, string Message, int? RetryAfterMs = null) : IReply;

public enum ErrorCode
{
    BadRequest,
    HelloFirst,
    Unauthenticated,
    Forbidden,
    NotFound,
    NotJoined,
    NameTaken,
    RateLimited,
    TooLarge,
    IdConflict,
    Unavailable,
    Internal,
}
