using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>What relays say to rooms as nodes.proto has it, and back. The room is told once, by the envelope.</summary>
internal static class CommandForms
{
    public static Wire.TouchRoom ToWire(this TouchRoom touch) =>
        new() { Room = touch.Room.Value, Session = touch.Session, Position = touch.Position };

    public static TouchRoom FromWire(this Wire.TouchRoom touch) => new(RoomId.Stored(touch.Room), touch.Session, touch.Position);

    public static Wire.FromMember ToWire(this FromMember said)
    {
        var wire = new Wire.FromMember { Room = said.Room.Value, Session = said.Session, Position = said.Position, Member = said.Member };
        switch (said.Message)
        {
            case JoinRoom m:
                wire.Join = Join(m);
                break;
            case PostEvent m:
                wire.Post = new() { Number = m.Number, By = m.By.ToWire(), Id = m.Id.Value, Body = m.Body.ToWire(), IsPatient = m.IsPatient };
                break;
            case MarkRead m:
                wire.Mark = new() { Number = m.Number, Who = m.Who.Value, Seq = m.Seq };
                break;
            case GetHistory m:
                wire.History = new() { Number = m.Number, Direction = Direction(m.Query.Direction), Anchor = m.Query.Anchor, Limit = m.Query.Limit };
                break;
            case LeaveRoom:
                wire.Leave = new();
                break;
            case StartTyping m:
                wire.Typing = new() { Who = m.Who.ToWire() };
                break;
            default:
                throw ChatSerializer.NoForm(said.Message);
        }
        return wire;
    }

    public static FromMember FromWire(this Wire.FromMember said)
    {
        var room = RoomId.Stored(said.Room);
        return new FromMember(room, said.Session, said.Position, said.Member, Message(room, said));
    }

    private static IRoomMessage Message(RoomId room, Wire.FromMember said) => said.MessageCase switch
    {
        Wire.FromMember.MessageOneofCase.Join => Join(room, said.Join),
        Wire.FromMember.MessageOneofCase.Post => new PostEvent(
            room, said.Post.Number, said.Post.By.FromWire(), ClientMessageId.Stored(said.Post.Id), said.Post.Body.FromWire(), said.Post.IsPatient),
        Wire.FromMember.MessageOneofCase.Mark => new MarkRead(room, said.Mark.Number, new UserId(said.Mark.Who), said.Mark.Seq),
        Wire.FromMember.MessageOneofCase.History => new GetHistory(
            room, said.History.Number, new HistoryQuery(Direction(said.History.Direction), said.History.Anchor, said.History.Limit)),
        Wire.FromMember.MessageOneofCase.Leave => new LeaveRoom(room),
        Wire.FromMember.MessageOneofCase.Typing => new StartTyping(room, said.Typing.Who.FromWire()),
        _ => new UnknownMessage(room),
    };

    private static Wire.JoinRoom Join(JoinRoom join) => new()
    {
        Number = join.Number,
        Who = join.Who.ToWire(),
        After = join.After is { } after ? new() { Epoch = after.Epoch, Seq = after.Seq } : null,
        Format = join.Format,
        MayHaveMark = join.MayHaveMark,
        IsSilent = join.IsSilent,
    };

    private static JoinRoom Join(RoomId room, Wire.JoinRoom join) => new(
        room,
        join.Number,
        join.Who.FromWire(),
        join.After is { } after ? new LogPosition(after.Epoch, after.Seq) : null,
        join.Format,
        join.MayHaveMark,
        join.IsSilent);

    private static Wire.Direction Direction(HistoryDirection direction) => direction switch
    {
        HistoryDirection.Before => Wire.Direction.Before,
        HistoryDirection.After => Wire.Direction.After,
        HistoryDirection.Around => Wire.Direction.Around,
        HistoryDirection.At => Wire.Direction.At,
        _ => throw ChatSerializer.NoForm(direction),
    };

    private static HistoryDirection Direction(Wire.Direction direction) => direction switch
    {
        Wire.Direction.After => HistoryDirection.After,
        Wire.Direction.Around => HistoryDirection.Around,
        Wire.Direction.At => HistoryDirection.At,
        _ => HistoryDirection.Before,
    };
}
