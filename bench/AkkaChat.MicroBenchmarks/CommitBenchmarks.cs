using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;
using BenchmarkDotNet.Attributes;

namespace AkkaChat.MicroBenchmarks;

/// <summary>One transaction in a real file, synced before it returns. Figures are a transaction.</summary>
public class CommitBenchmarks
{
    private const int ManyRooms = 500;

    private DirectoryInfo folder = null!;
    private SqliteDatabase database = null!;
    private SqliteRoomLog log = null!;
    private RoomId[] rooms = [];
    private long[] heads = [];

    [GlobalSetup]
    public void Setup()
    {
        folder = Directory.CreateTempSubdirectory("akkachat-benchmark-");
        database = new SqliteDatabase(Path.Combine(folder.FullName, "chat.db"));
        database.Prepare();
        log = new SqliteRoomLog(database, TimeProvider.System);
        rooms = [.. Enumerable.Range(0, ManyRooms).Select(i => RoomId.Stored($"room-{i}"))];
        heads = new long[ManyRooms];
        foreach (var room in rooms)
            log.Open(room, create: true, newest: 0);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        log.Dispose();
        database.Dispose();
        folder.Delete(recursive: true);
    }

    [Benchmark]
    [Arguments(1, 1)]
    [Arguments(1, 10)]
    [Arguments(1, 100)]
    [Arguments(1, 1_000)]
    [Arguments(ManyRooms, 2)]
    public int Append(int inRooms, int messages) =>
        log.Append([.. Enumerable.Range(0, inRooms).Select(i => new AppendEvents(rooms[i], Next(i, messages)))]).Count;

    private RoomEvent[] Next(int room, int messages)
    {
        heads[room] += messages;
        return Samples.Events(heads[room] - messages + 1, messages, rooms[room]);
    }
}
