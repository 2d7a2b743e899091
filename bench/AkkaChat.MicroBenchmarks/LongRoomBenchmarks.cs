using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;
using BenchmarkDotNet.Attributes;
using Dapper;

namespace AkkaChat.MicroBenchmarks;

/// <summary>
/// A room with ten million events starts, pages and takes messages as one with a hundred does. The long one takes a minute or two to make, and
/// some 3 GB below the temporary folder.
/// </summary>
public class LongRoomBenchmarks
{
    private static readonly Dictionary<int, LongRoom> Made = [];

    private LongRoom made = null!;
    private long head;

    [Params(100, 10_000_000)]
    public int Events { get; set; }

    // For each benchmark, but a room is made once.
    [GlobalSetup]
    public void Setup()
    {
        if (!Made.TryGetValue(Events, out made!))
            Made.Add(Events, made = new LongRoom(Events));
        head = made.Log.Open(Samples.Room, create: false, newest: 0)!.Head;
    }

    [Benchmark]
    public long Start() => made.Log.Open(Samples.Room, create: false, newest: 50)!.Head;

    [Benchmark]
    public int Page_before_the_end() => Page(HistoryDirection.Before, Events);

    [Benchmark]
    public int Page_around_the_middle() => Page(HistoryDirection.Around, Events / 2);

    [Benchmark]
    public int Page_at_a_time() => Page(HistoryDirection.At, 1_790_000_000_000 + (Events / 2 * 1_000L));

    [Benchmark]
    public int Delta_of_50() => made.History.ReadEvents(Samples.Room, Events - 50, Events, 500).Count;

    [Benchmark]
    public int Rooms_list() => made.History.ReadRooms(200).Count;

    [Benchmark]
    public int Append_one() => made.Log.Append([new AppendEvents(Samples.Room, [Samples.Event(++head)])]).Count;

    private int Page(HistoryDirection direction, long anchor) => made.History.ReadMessages(Samples.Room, new HistoryQuery(direction, anchor, 50)).Events.Count;

    /// <summary>A database with one room; it goes with the process.</summary>
    private sealed class LongRoom
    {
        public LongRoom(int events)
        {
            var folder = Directory.CreateTempSubdirectory("akkachat-benchmark-");
            var database = new SqliteDatabase(Path.Combine(folder.FullName, "chat.db"));
            database.Prepare();
            (Log, History) = (new SqliteRoomLog(database, TimeProvider.System), new SqliteRoomHistory(database));
            Log.Open(Samples.Room, create: true, newest: 0);
            using var db = database.Open();
            db.Execute(
                """
                WITH RECURSIVE seqs (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM seqs WHERE seq < @events)
                INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind, text)
                SELECT @room, seq, 1790000000000 + seq * 1000, 'person-' || (seq % 1000), 'guest-' || (seq % 1000), 'id-' || seq, 'posted', @text FROM seqs
                """,
                new { events, room = Samples.Room.Value, text = Samples.Text },
                commandTimeout: 0);
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            {
                Log.Dispose();
                database.Dispose();
                folder.Delete(recursive: true);
            };
        }

        public SqliteRoomLog Log { get; }

        public SqliteRoomHistory History { get; }
    }
}
