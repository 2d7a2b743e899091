using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using Google.Protobuf;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>
/// What a room tells a relay for all its live connections, as nodes.proto has it, and back. A batch crosses as the frames of the formats in
/// use there, which are not copied here; its events stay, but for a format that only the newer of two nodes knows.
/// </summary>
internal static class PushForms
{
    public static Wire.ToLiveMembers ToWire(this ToLiveMembers to, PushFormats formats)
    {
        var wire = new Wire.ToLiveMembers { Room = to.Room.Value, Session = to.Session, Position = to.Position };
        switch (to.Push)
        {
            case EventBatch m:
                wire.Events = Batch(m, to.Formats, formats);
                break;
            case HeadReached m:
                wire.Head = new() { Head = m.Head };
                break;
            case PresenceChanged m:
                wire.Presence = Presence(m);
                break;
            case PersonTyping m:
                wire.Typing = new() { Who = m.Who.ToWire() };
                break;
            default:
                throw ChatSerializer.NoForm(to.Push);
        }
        return wire;
    }

    public static ToLiveMembers FromWire(this Wire.ToLiveMembers to, PushFormats formats)
    {
        var room = RoomId.Stored(to.Room);
        return new ToLiveMembers(room, to.Session, to.Position, Push(room, to, formats), Formats: []);
    }

    private static IRoomPush Push(RoomId room, Wire.ToLiveMembers to, PushFormats formats) => to.PushCase switch
    {
        Wire.ToLiveMembers.PushOneofCase.Events => Batch(room, to.Events, formats),
        Wire.ToLiveMembers.PushOneofCase.Head => new HeadReached(room, to.Head.Head),
        Wire.ToLiveMembers.PushOneofCase.Presence => Presence(room, to.Presence),
        Wire.ToLiveMembers.PushOneofCase.Typing => new PersonTyping(room, to.Typing.Who.FromWire()),
        _ => new UnknownMessage(room),
    };

    private static Wire.EventBatch Batch(EventBatch batch, IReadOnlyCollection<string> needed, PushFormats formats)
    {
        var wire = new Wire.EventBatch { FirstSeq = batch.FirstSeq, LastSeq = batch.LastSeq };
        foreach (var name in needed)
        {
            if (formats.Find(name) is { } format)
                wire.Encodings.Add(new Wire.Encoding { Format = name, Frames = UnsafeByteOperations.UnsafeWrap(batch.EncodedAs(format)) });
        }
        if (wire.Encodings.Count < needed.Count)
            wire.Events.AddRange(batch.Events.Select(e => e.ToWire()));
        return wire;
    }

    private static EventBatch Batch(RoomId room, Wire.EventBatch batch, PushFormats formats)
    {
        var encodings = batch.Encodings
            .Select(e => (Format: formats.Find(e.Format), Bytes: e.Frames.Memory))
            .Where(e => e.Format is not null)
            .Select(e => (e.Format!, e.Bytes));
        var events = batch.Events.Count > 0 ? batch.Events.FromWire() : null;
        return new EventBatch(room, batch.FirstSeq, batch.LastSeq, encodings, events);
    }

    private static Wire.PresenceChanged Presence(PresenceChanged presence) => new()
    {
        Online = presence.Online,
        Joined = { presence.Joined.Select(p => p.ToWire()) },
        Left = { presence.Left.Select(p => p.ToWire()) },
        Everybody = presence.Everybody is { } everybody ? new() { People = { everybody.Select(p => p.ToWire()) } } : null,
    };

    private static PresenceChanged Presence(RoomId room, Wire.PresenceChanged presence) => new(
        room, presence.Online, presence.Joined.FromWire(), presence.Left.FromWire(), presence.Everybody?.People.FromWire());
}
