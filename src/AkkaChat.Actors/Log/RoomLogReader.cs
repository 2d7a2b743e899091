using Akka.Actor;
using Akka.Event;

namespace AkkaChat.Actors.Log;

/// <summary>Answers what is read from the database, for rooms and connections. A few of them share threads of their own, because reads block.</summary>
public sealed class RoomLogReader : ReceiveActor
{
    private readonly IRoomHistory history;
    private readonly Complaints complaints = new(Context.GetLogger());

    public RoomLogReader(IRoomHistory history)
    {
        this.history = history;
        Receive<ReadEvents>(HandleReadEvents);
        Receive<ReadMessages>(HandleReadMessages);
        Receive<FindMessages>(HandleFindMessages);
        Receive<FindMark>(HandleFindMark);
        Receive<ReadRooms>(HandleReadRooms);
    }

    public static Props Props(IRoomHistory history) => Akka.Actor.Props.Create(() => new RoomLogReader(history));

    // Whoever asks gets an answer, also when reading failed in a way that nobody thought of.
    protected override void PreRestart(Exception reason, object message)
    {
        if (message is ILogQuery query)
            Sender.Tell(new LogUnavailable(query.Context));
        base.PreRestart(reason, message);
    }

    private void HandleReadEvents(ReadEvents q) =>
        Answer(q, () => new EventsRead(history.ReadEvents(q.Room, q.After, q.UpTo, q.Limit), q.Context));

    private void HandleReadMessages(ReadMessages q) =>
        Answer(q, () => new MessagesRead(history.ReadMessages(q.Room, q.Query), q.Context));

    private void HandleFindMessages(FindMessages q) =>
        Answer(q, () => new MessagesFound(history.FindMessages(q.Room, q.Seqs), q.Context));

    private void HandleFindMark(FindMark q) => Answer(q, () => new MarkFound(history.FindMark(q.Room, q.User), q.Context));

    private void HandleReadRooms(ReadRooms q) => Answer(q, () => new RoomsRead(history.ReadRooms(q.Limit)));

    private void Answer(ILogQuery query, Func<object> read)
    {
        try
        {
            Sender.Tell(read());
        }
        catch (LogUnavailableException e)
        {
            complaints.Tell($"The log can't be read now: {e.Message}");
            Sender.Tell(new LogUnavailable(query.Context));
        }
    }
}
