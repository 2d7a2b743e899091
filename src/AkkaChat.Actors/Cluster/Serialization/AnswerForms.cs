using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>What a room says to a relay, or to one connection behind it, as nodes.proto has it, and back.</summary>
internal static class AnswerForms
{
    public static Wire.RoomTouched ToWire(this RoomTouched touched) =>
        new() { Room = touched.Room.Value, Session = touched.Session, Sent = touched.Sent };

    public static RoomTouched FromWire(this Wire.RoomTouched touched) => new(RoomId.Stored(touched.Room), touched.Session, touched.Sent);

    public static Wire.SessionEnded ToWire(this SessionEnded ended) => new() { Room = ended.Room.Value, Session = ended.Session };

    public static SessionEnded FromWire(this Wire.SessionEnded ended) => new(RoomId.Stored(ended.Room), ended.Session);

    public static Wire.ToMember ToWire(this ToMember to)
    {
        var wire = new Wire.ToMember { Room = to.Room.Value, Session = to.Session, Position = to.Position, Member = to.Member };
        switch (to.Message)
        {
            case RoomJoined m:
                wire.Joined = Joined(m);
                break;
            case EventsStored m:
                wire.Stored = new() { Answers = { m.Answers.Select(Stored) } };
                break;
            case MarkKept m:
                wire.MarkKept = new() { Number = m.Number };
                break;
            case HistoryPage m:
                wire.History = new()
                {
                    Number = m.Number,
                    Events = { m.Events.Select(e => e.ToWire()) },
                    HasBefore = m.HasBefore,
                    HasAfter = m.HasAfter,
                };
                break;
            case CommandRefused m:
                wire.Refused = m.ToWire();
                break;
            case RejoinNeeded:
                wire.Rejoin = new();
                break;
            case ReadElsewhere m:
                wire.ReadElsewhere = new() { Seq = m.Seq };
                break;
            default:
                throw ChatSerializer.NoForm(to.Message);
        }
        return wire;
    }

    public static ToMember FromWire(this Wire.ToMember to)
    {
        var room = RoomId.Stored(to.Room);
        return new ToMember(room, to.Session, to.Position, to.Member, Message(room, to));
    }

    private static object Message(RoomId room, Wire.ToMember to) => to.MessageCase switch
    {
        Wire.ToMember.MessageOneofCase.Joined => Joined(room, to.Joined),
        Wire.ToMember.MessageOneofCase.Stored => new EventsStored([.. to.Stored.Answers.Select(a => Stored(room, a))]),
        Wire.ToMember.MessageOneofCase.MarkKept => new MarkKept(room, to.MarkKept.Number),
        Wire.ToMember.MessageOneofCase.History => new HistoryPage(
            room, to.History.Number, to.History.Events.FromWire(), to.History.HasBefore, to.History.HasAfter),
        Wire.ToMember.MessageOneofCase.Refused => to.Refused.FromWire(room),
        Wire.ToMember.MessageOneofCase.Rejoin => new RejoinNeeded(room),
        Wire.ToMember.MessageOneofCase.ReadElsewhere => new ReadElsewhere(room, to.ReadElsewhere.Seq),
        _ => new UnknownMessage(room),
    };

    private static Wire.RoomJoined Joined(RoomJoined joined) => new()
    {
        Number = joined.Number,
        Epoch = joined.Epoch,
        Head = joined.Head,
        IsSnapshot = joined.Mode == JoinMode.Snapshot,
        Events = { joined.Events.Select(e => e.ToWire()) },
        HasMore = joined.HasMore,
        Online = joined.Online,
        Members = { joined.Members.Select(p => p.ToWire()) },
        Read = joined.Read,
    };

    private static RoomJoined Joined(RoomId room, Wire.RoomJoined joined) => new(
        room,
        joined.Number,
        joined.Epoch,
        joined.Head,
        joined.IsSnapshot ? JoinMode.Snapshot : JoinMode.Delta,
        joined.Events.FromWire(),
        joined.HasMore,
        joined.Online,
        joined.Members.FromWire(),
        joined.Read);

    private static Wire.EventStored Stored(EventStored stored) =>
        new() { Number = stored.Number, Seq = stored.Seq, At = stored.At, IsDuplicate = stored.IsDuplicate };

    private static EventStored Stored(RoomId room, Wire.EventStored stored) =>
        new(room, stored.Number, stored.Seq, stored.At, stored.IsDuplicate);
}
