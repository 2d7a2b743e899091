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
    private DirectoryInfo folder = null!;
    private SqliteDatabase database = null!;
    private SqliteRoomLog log = null!;
    private SqliteRoomHistory history = null!;
    private long head;

    [Params(100, 10_000_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        folder = Directory.CreateTempSubdirectory("akkachat-benchmark-");
        database = new SqliteDatabase(Path.Combine(folder.FullName, "chat.db"));
        database.Prepare();
        log = new SqliteRoomLog(database, TimeProvider.System);
        history = new SqliteRoomHistory(database);
        log.Open(Samples.Room, create: true, newest: 0);
        using var db = database.Open();
        db.Execute(
            """
            WITH RECURSIVE seqs (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM seqs WHERE seq < @Events)
            INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind, text)
            SELECT @room, seq, 1790000000000 + seq * 1000, 'person-' || (seq % 1000), 'guest-' || (seq % 1000), 'id-' || seq, 'posted', @text FROM seqs
            """,
            new { Events, room = Samples.Room.Value, text = Samples.Text },
            commandTimeout: 0);
        head = Events;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        log.Dispose();
        database.Dispose();
        folder.Delete(recursive: true);
    }

    [Benchmark]
    public long Start() => log.Open(Samples.Room, create: false, newest: 50)!.Head;

    [Benchmark]
    public int Page_before_the_end() => Page(HistoryDirection.Before, Events);

    [Benchmark]
    public int Page_around_the_middle() => Page(HistoryDirection.Around, Events / 2);

    [Benchmark]
    public int Page_at_a_time() => Page(HistoryDirection.At, 1_790_000_000_000 + (Events / 2 * 1_000L));

    [Benchmark]
    public int Delta_of_50() => history.ReadEvents(Samples.Room, Events - 50, Events, 500).Count;

    [Benchmark]
    public int Rooms_list() => history.ReadRooms(200).Count;

    [Benchmark]
    public int Append_one() => log.Append([new AppendEvents(Samples.Room, [Samples.Event(++head)])]).Count;

    private int Page(HistoryDirection direction, long anchor) => history.ReadMessages(Samples.Room, new HistoryQuery(direction, anchor, 50)).Events.Count;
}
