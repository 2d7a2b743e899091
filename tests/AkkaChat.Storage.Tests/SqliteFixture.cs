using AkkaChat.Actors.Log;
using AkkaChat.Storage.Sqlite;
using AkkaChat.Testing;
using Dapper;

namespace AkkaChat.Storage.Tests;

/// <summary>What only SQLite can be asked.</summary>
public abstract class SqliteFixture(SqliteTestStorage storage) : StorageTest(storage)
{
    protected SqliteFixture()
        : this(new SqliteTestStorage())
    {
    }

    protected string File => storage.File;

    protected SqliteDatabase Database => storage.Database;

    protected new SqliteRoomLog Log => (SqliteRoomLog)base.Log;
}

/// <summary>A database file.</summary>
public sealed class SqliteTestStorage : TestStorage
{
    private readonly TempFolder folder = new();

    public SqliteTestStorage()
    {
        Database = new SqliteDatabase(File);
        Database.Prepare();
    }

    public string File => folder.File("chat.db");

    public SqliteDatabase Database { get; }

    public override IRoomLog OpenLog() => new SqliteRoomLog(Database, TimeProvider.System);

    public override IRoomHistory OpenHistory() => new SqliteRoomHistory(Database);

    public override void Execute(string sql)
    {
        using var db = Database.Open();
        db.Execute(sql);
    }

    public override void RefuseMarksOf(string user) =>
        Execute($"CREATE TRIGGER no_marks BEFORE INSERT ON read_marks WHEN NEW.user_id = '{user}' BEGIN SELECT RAISE(ABORT, 'no'); END");

    public override void AllowMarks() => Execute("DROP TRIGGER no_marks");

    public override void Dispose() => folder.Dispose();
}
