using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>What a room tells all its members.</summary>
public interface IRoomPush : IRoomMessage;

/// <summary>Committed events of a room, one batch for all members; their seq follow each other.</summary>
public sealed class EventBatch : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    private readonly IReadOnlyList<RoomEvent>? events;
    private readonly IReadOnlyList<EventBatch> parts = [];
    private readonly int encodedSize;

    public EventBatch(RoomId room, IReadOnlyList<RoomEvent> events)
    {
        Room = room;
        this.events = events;
        FirstSeq = events[0].Seq;
        LastSeq = events[^1].Seq;
    }

    /// <summary>A batch that comes from another node, encoded.</summary>
    /// <param name="events">Null when it is encoded in every format that this node's members need: then the events stayed where they were.</param>
    public EventBatch(
        RoomId room,
        long firstSeq,
        long lastSeq,
        IEnumerable<(IPushFormat Format, ReadOnlyMemory<byte> Bytes)> encodings,
        IReadOnlyList<RoomEvent>? events = null)
    {
        Room = room;
        this.events = events;
        FirstSeq = firstSeq;
        LastSeq = lastSeq;
        foreach (var (format, bytes) in encodings)
        {
            Remember(format, bytes);
            encodedSize = Math.Max(encodedSize, bytes.Length);
        }
    }

    /// <summary>Batches that follow each other, as one: its bytes are theirs, put together once for everybody.</summary>
    public EventBatch(IReadOnlyList<EventBatch> parts)
    {
        Room = parts[0].Room;
        this.parts = parts;
        FirstSeq = parts[0].FirstSeq;
        LastSeq = parts[^1].LastSeq;
        Way = parts.Select(part => part.Way).FirstOrDefault(way => way is not null);
    }

    public RoomId Room { get; }

    /// <exception cref="InvalidOperationException">The batch came encoded from another node, and not in the format that asks.</exception>
    public IReadOnlyList<RoomEvent> Events =>
        events ?? (parts.Count > 0
            ? [.. parts.SelectMany(part => part.Events)]
            : throw new InvalidOperationException($"Events {FirstSeq} to {LastSeq} of room {Room} came in other formats alone"));

    public long FirstSeq { get; }

    public long LastSeq { get; }

    /// <summary>Of the event in it that somebody looks at, for the relay of this node; mostly null.</summary>
    public MessageWay? Way { get; init; }

    /// <summary>About how much it holds: characters of the texts, or bytes where it came encoded.</summary>
    public int Size => Math.Max(encodedSize, events?.Sum(e => e.Body.TextLength) ?? parts.Sum(part => part.Size));

    protected override ReadOnlyMemory<byte> Encode(IPushFormat format)
    {
        if (parts.Count == 0)
            return base.Encode(format);
        var encoded = parts.Select(part => part.EncodedAs(format)).ToList();
        var whole = new byte[encoded.Sum(frames => frames.Length)];
        var rest = whole.AsMemory();
        foreach (var frames in encoded)
        {
            frames.CopyTo(rest);
            rest = rest[frames.Length..];
        }
        return whole;
    }
}

/// <summary>
/// The room's head, at most once a second and never ahead of the events up to it: a member that was told less has lost something on the way.
/// </summary>
public sealed record HeadReached(RoomId Room, long Head) : IRoomPush, INoSerializationVerificationNeeded;

/// <summary>Who came and went, gathered over a second.</summary>
/// <param name="everybody">All who are here, when the room has begun anew and can't tell who went before; else null.</param>
public sealed class PresenceChanged(
    RoomId room, int online, IReadOnlyList<Person> joined, IReadOnlyList<Person> left, IReadOnlyList<Person>? everybody = null)
    : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    public RoomId Room { get; } = room;

    public int Online { get; } = online;

    public IReadOnlyList<Person> Joined { get; } = joined;

    public IReadOnlyList<Person> Left { get; } = left;

    public IReadOnlyList<Person>? Everybody { get; } = everybody;
}

/// <summary>To the other connections of a person: one of them has read up to here.</summary>
public sealed class ReadElsewhere(RoomId room, long seq) : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    public RoomId Room { get; } = room;

    public long Seq { get; } = seq;
}

/// <summary>Somebody writes. Not for that person's own connections.</summary>
public sealed class PersonTyping(RoomId room, Person who) : SharedPush, IRoomPush, INoSerializationVerificationNeeded
{
    public RoomId Room { get; } = room;

    public Person Who { get; } = who;
}
