using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Log;

/// <summary>A log in memory that keeps the rules of the real one, and can be held up, failed or written by somebody else.</summary>
public sealed class FakeLog : IRoomLog, IRoomHistory, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<RoomId, List<RoomEvent>> rooms = [];
    private readonly Dictionary<(RoomId, UserId), long> marks = [];
    private readonly ManualResetEventSlim open = new(initialState: true), lookUps = new(initialState: true);
    private int reads;

    public bool IsFailing { get; set; }

    /// <summary>The next append is stored, and nobody hears of it.</summary>
    public bool LosesAnAnswer { get; set; }

    /// <summary>Only marks can't be stored.</summary>
    public bool IsFailingMarks { get; set; }

    /// <summary>Every mark that was written, in order.</summary>
    public List<ReadMark> WrittenMarks { get; } = [];

    /// <summary>How often somebody looked up a mark.</summary>
    public int MarkLookUps { get; private set; }

    /// <summary>How often a room wanted to write.</summary>
    public int Tries { get; private set; }

    /// <summary>How many deltas and pages were read.</summary>
    public int Reads => Volatile.Read(ref reads);

    /// <summary>How many appends each transaction held.</summary>
    public List<int> Transactions { get; } = [];

    /// <summary>Commits wait until the hold is released.</summary>
    public void Hold() => open.Reset();

    public void Release() => open.Set();

    /// <summary>Marks are read, but told only when the hold is released.</summary>
    public void HoldLookUps() => lookUps.Reset();

    public void ReleaseLookUps() => lookUps.Set();

    public void Dispose()
    {
        open.Dispose();
        lookUps.Dispose();
    }

    public IReadOnlyList<RoomEvent> EventsOf(RoomId room)
    {
        lock (gate)
            return [.. rooms.GetValueOrDefault(room) ?? []];
    }

    /// <summary>As another owner of the room would.</summary>
    public void AppendBehindTheBack(RoomId room, RoomEvent e)
    {
        lock (gate)
            rooms[room].Add(e);
    }

    public IReadOnlyList<IWriteOutcome> Append(IReadOnlyList<ILogWrite> writes)
    {
        open.Wait();
        lock (gate)
        {
            FailIfFailing();
            Transactions.Add(writes.OfType<AppendEvents>().Count());
            List<IWriteOutcome> outcomes = [.. writes.Select<ILogWrite, IWriteOutcome>(write => write is AppendEvents append ? AppendOne(append) : StoreMarks((StoreMarks)write))];
            if (!LosesAnAnswer)
                return outcomes;
            LosesAnAnswer = false;
            throw Failure();
        }
    }

    public void Probe(int bytes, bool waits)
    {
        if (IsFailing)
            throw Failure();
    }

    public OpenedRoom? Open(RoomId room, bool create, int newest)
    {
        lock (gate)
        {
            if (!rooms.TryGetValue(room, out var events))
            {
                if (!create)
                    return null;
                FailIfFailing();
                rooms[room] = events = [];
            }
            return new OpenedRoom("epoch", events.Count, [.. events.TakeLast(newest)], [.. MessagesNow(events).TakeLast(newest)]);
        }
    }

    public IReadOnlyList<RoomEvent> ReadEvents(RoomId room, long after, long upTo, int limit)
    {
        Interlocked.Increment(ref reads);
        return [.. EventsOf(room).Where(e => e.Seq > after && e.Seq <= upTo).Take(limit)];
    }

    public MessagePage ReadMessages(RoomId room, HistoryQuery query)
    {
        Interlocked.Increment(ref reads);
        var events = MessagesNow(EventsOf(room)).Where(e => e.Seq < query.Anchor).TakeLast(query.Limit).ToList();
        return new MessagePage(events, events.Count > 0 && events[0].Seq > 1, HasAfter: false);
    }

    public IReadOnlyList<RoomEvent> FindMessages(RoomId room, IReadOnlyList<long> seqs) =>
        [.. MessagesNow(EventsOf(room)).Where(m => seqs.Contains(m.Seq))];

    public long FindMark(RoomId room, UserId user)
    {
        long mark;
        lock (gate)
        {
            FailIfFailing();
            MarkLookUps++;
            mark = marks.GetValueOrDefault((room, user));
        }
        lookUps.Wait();
        return mark;
    }

    public bool EraseDeleted() => true;

    public IReadOnlyList<StoredRoom> ReadRooms(int limit)
    {
        lock (gate)
            return [.. rooms.Take(limit).Select(r => new StoredRoom(r.Key, "epoch", r.Value.Count))];
    }

    private AppendOutcome AppendOne(AppendEvents append)
    {
        var events = rooms[append.Room];
        var known = append.Events.SelectMany(e => events.Where(k => k.By.Id == e.By.Id && k.Id == e.Id)).ToList();
        if (known.Count > 0)
            return new AppendOutcome.Repeated(known);
        if (append.Events[0].Seq != events.Count + 1)
            return AppendOutcome.Fenced.Instance;
        events.AddRange(append.Events);
        return AppendOutcome.Appended.Instance;
    }

    private MarksOutcome StoreMarks(StoreMarks writes)
    {
        if (IsFailingMarks)
            return MarksOutcome.Failed.Instance;
        WrittenMarks.AddRange(writes.Marks);
        return new MarksOutcome.Stored([.. writes.Marks.Select(mark =>
            mark with { Seq = marks[(writes.Room, mark.User)] = Math.Max(mark.Seq, marks.GetValueOrDefault((writes.Room, mark.User))) })]);
    }

    // The plainest way there is: from the beginning, each time.
    private static IEnumerable<RoomEvent> MessagesNow(IReadOnlyList<RoomEvent> events) => events
        .Where(e => e.Body is MessagePosted)
        .Select(posted => events
            .Where(e => e.Body is IMessageChange change && change.Target == posted.Seq)
            .Aggregate(MessageNow.Of(posted), MessageNow.Changed));

    private void FailIfFailing()
    {
        Tries++;
        if (IsFailing)
            throw Failure();
    }

    private static LogUnavailableException Failure() => new("the disk is full");
}
