using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>One entry of a room's log (docs/protocol.md, What is promised).</summary>
/// <param name="Seq">1, 2, 3 … with no holes, given by the room alone.</param>
/// <param name="At">Milliseconds since the Unix epoch, by the server's clock. Order is by <paramref name="Seq"/>, never by time.</param>
/// <param name="By">Who did it, under the name they had then.</param>
/// <param name="Id">The client's id of the request; (room, user, id) is unique.</param>
/// <param name="Body">What happened.</param>
public sealed record RoomEvent(long Seq, long At, Person By, ClientMessageId Id, EventBody Body);

/// <summary>What happened in a room.</summary>
public abstract record EventBody;

/// <summary>Somebody said something.</summary>
/// <param name="ReplyTo">The seq of the message that this one answers.</param>
public sealed record MessagePosted(string Text, long? ReplyTo) : EventBody;

/// <summary>An event of a kind that this version does not know, as a newer one stored it: it keeps its seq and is passed on by name.</summary>
public sealed record UnknownEvent(string Kind) : EventBody;
