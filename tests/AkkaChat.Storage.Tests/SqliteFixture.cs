using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;
using AkkaChat.Testing;

namespace AkkaChat.Storage.Tests;

/// <summary>A real database file, new for each test.</summary>
public abstract class SqliteFixture : IDisposable
{
    private readonly TempFolder folder = new();

    protected SqliteFixture()
    {
        Database = new SqliteDatabase(File);
        Database.Prepare();
        Log = new SqliteRoomLog(Database, TimeProvider.System);
        History = new SqliteRoomHistory(Database);
    }

    protected static RoomId Room { get; } = RoomId.Lobby;

    protected string File => folder.File("chat.db");

    protected SqliteDatabase Database { get; }

    protected SqliteRoomLog Log { get; }

    protected SqliteRoomHistory History { get; }

    public void Dispose()
    {
        Log.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static RoomEvent Event(long seq, string? id = null, string text = "text", string user = "u", long? at = null) => new(
        seq, at ?? seq * 1_000, new Person(new UserId(user), user), ClientMessageId.Stored(id ?? $"id-{seq}"), new MessagePosted(text, null));

    protected static AppendEvents Append(RoomId room, params IEnumerable<RoomEvent> events) => new(room, [.. events]);

    /// <summary>A room with this many messages.</summary>
    protected void Fill(RoomId room, int count, string text = "text")
    {
        Log.Open(room, create: true, newest: 0);
        Log.Append([Append(room, Enumerable.Range(1, count).Select(seq => Event(seq, text: text)))]);
    }

    protected IReadOnlyList<RoomEvent> All(RoomId room) => History.ReadEvents(room, 0, long.MaxValue, int.MaxValue);
}
