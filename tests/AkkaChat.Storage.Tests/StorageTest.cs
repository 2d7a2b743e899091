using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Storage.Tests;

/// <summary>A test on a real database that is new for it, whichever kind it is.</summary>
public abstract class StorageTest : IDisposable
{
    protected StorageTest(TestStorage storage) =>
        (Storage, Log, History) = (storage, storage.OpenLog(), storage.OpenHistory());

    protected static RoomId Room { get; } = RoomId.Lobby;

    protected TestStorage Storage { get; }

    protected IRoomLog Log { get; }

    protected IRoomHistory History { get; }

    public void Dispose()
    {
        (Log as IDisposable)?.Dispose();
        Storage.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static RoomEvent Event(long seq, string? id = null, string text = "text", string user = "u", long? at = null) => new(
        seq, at ?? seq * 1_000, new Person(new UserId(user), user), ClientMessageId.Stored(id ?? $"id-{seq}"), new MessagePosted(text, null));

    protected static RoomEvent Change(long seq, EventBody body, string user = "u", long at = 0) =>
        new(seq, at, new Person(new UserId(user), user), ClientMessageId.Stored($"c-{seq}"), body);

    internal static AppendEvents Append(RoomId room, params IEnumerable<RoomEvent> events) => new(room, [.. events]);

    /// <summary>A room with this many messages.</summary>
    protected void Fill(RoomId room, int count, string text = "text")
    {
        Log.Open(room, create: true, newest: 0);
        Log.Append([Append(room, Enumerable.Range(1, count).Select(seq => Event(seq, text: text)))]);
    }

    protected IReadOnlyList<RoomEvent> All(RoomId room) => History.ReadEvents(room, 0, long.MaxValue, int.MaxValue);
}

/// <summary>A database of one kind, new and gone with the test.</summary>
public abstract class TestStorage : IDisposable
{
    /// <summary>The writing side of one more server.</summary>
    public abstract IRoomLog OpenLog();

    public abstract IRoomHistory OpenHistory();

    public abstract void Execute(string sql);

    /// <summary>Makes storing the marks of this person fail.</summary>
    public abstract void RefuseMarksOf(string user);

    public abstract void AllowMarks();

    public abstract void Dispose();
}
