using AkkaChat.Actors.Log;
using AkkaChat.Storage.Postgres;
using AkkaChat.Testing;
using Dapper;

namespace AkkaChat.Storage.Tests;

/// <summary>What only PostgreSQL can be asked.</summary>
public abstract class PostgresFixture(PostgresTestStorage storage) : StorageTest(storage)
{
    protected PostgresFixture()
        : this(new PostgresTestStorage())
    {
    }

    protected string ConnectionString => storage.ConnectionString;

    protected PostgresDatabase Database => storage.Database;

    protected T Ask<T>(string sql)
    {
        using var db = Database.Open();
        return db.QuerySingle<T>(sql);
    }
}

/// <summary>A database on a server that tests share.</summary>
public sealed class PostgresTestStorage : TestStorage
{
    /// <summary>For the end of a connection string: no test of what a slow machine can do.</summary>
    public const string Patient = ";Timeout=30;Command Timeout=30";

    public PostgresTestStorage()
    {
        ConnectionString = PostgresServer.Shared.NewDatabase();
        Database = new PostgresDatabase(ConnectionString + Patient);
        Database.Prepare();
    }

    public string ConnectionString { get; }

    public PostgresDatabase Database { get; }

    public override IRoomLog OpenLog() => new PostgresRoomLog(Database, TimeProvider.System);

    public override IRoomHistory OpenHistory() => new PostgresRoomHistory(Database);

    public override void Execute(string sql)
    {
        using var db = Database.Open();
        db.Execute(sql);
    }

    public override void RefuseMarksOf(string user) => Execute($"ALTER TABLE read_marks ADD CONSTRAINT no_marks CHECK (user_id <> '{user}') NOT VALID");

    public override void AllowMarks() => Execute("ALTER TABLE read_marks DROP CONSTRAINT no_marks");

    public override void Dispose() => Database.Dispose();
}
