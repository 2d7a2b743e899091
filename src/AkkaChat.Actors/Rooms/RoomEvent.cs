using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>One entry of a room's log (docs/protocol.md, What is promised).</summary>
/// <param name="Seq">1, 2, 3 … with no holes, given by the room alone.</param>
/// <param name="At">Milliseconds since the Unix epoch, by the server's clock. Order is by <paramref name="Seq"/>, never by time.</param>
/// <param name="By">Who did it, under the name they had then.</param>
/// <param name="Id">The client's id of the request; (room, user, id) is unique.</param>
/// <param name="Body">What happened.</param>
public sealed record RoomEvent(long Seq, long At, Person By, ClientMessageId Id, EventBody Body) : ICrossesNodes;

/// <summary>What happened in a room.</summary>
public abstract record EventBody : ICrossesNodes
{
    /// <summary>Characters of text in it, for what is bounded by size.</summary>
    public virtual int TextLength => 0;
}

/// <summary>Something that happened to a message, which <see cref="Target"/> names by its seq.</summary>
public interface IMessageChange
{
    long Target { get; }
}

/// <summary>Somebody said something. Without <paramref name="Text"/> it has been deleted since, and its words are gone.</summary>
/// <param name="ReplyTo">The seq of the message that this one answers.</param>
public sealed record MessagePosted(string? Text, long? ReplyTo) : EventBody
{
    public override int TextLength => Text?.Length ?? 0;
}

/// <summary>The author changed a message's wording. Without <paramref name="Text"/> it has been deleted since.</summary>
public sealed record MessageEdited(long Target, string? Text) : EventBody, IMessageChange
{
    public override int TextLength => Text?.Length ?? 0;
}

/// <summary>A message and all its wordings are gone; its place in the log stays.</summary>
public sealed record MessageDeleted(long Target) : EventBody, IMessageChange;

public sealed record ReactionAdded(long Target, string Emoji) : EventBody, IMessageChange;

public sealed record ReactionRemoved(long Target, string Emoji) : EventBody, IMessageChange;

/// <summary>An event of a kind that this version does not know, as a newer one stored it: it keeps its seq and is passed on by name.</summary>
public sealed record UnknownEvent(string Kind) : EventBody;
