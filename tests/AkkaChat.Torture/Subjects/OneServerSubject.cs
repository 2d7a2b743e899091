using AkkaChat.Testing;
using AkkaChat.Torture.Checks;
using AkkaChat.Torture.Faults;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Torture.Subjects;

/// <summary>A server alone, on SQLite.</summary>
/// <param name="clock">Null when it can't be set, and then it stays right.</param>
internal sealed class OneServerSubject(ServerProcess server, FakeClock? clock, Ledger ledger) : Subject(ledger)
{
    public override IReadOnlyList<ServerProcess> Servers => [server];

    public override string? LeftOut => clock is null ? "libfaketime is not installed: the clock does not jump." : null;

    public override string ExpectedError => "database is locked";

    public static async Task<OneServerSubject> StartAsync(string[] settings, Ledger ledger)
    {
        var clock = FakeClock.CanBe ? new FakeClock() : null;
        return new OneServerSubject(await ServerProcess.StartInAsync(clock?.Surroundings ?? new Surroundings(), settings), clock, ledger);
    }

    public override Task DoAsync(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Lock:
                return LockAsync(fault.Lasting);
            case FaultKind.Clock:
                clock?.Set(fault.Lasting);
                return Task.CompletedTask;
            default:
                return base.DoAsync(fault);
        }
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> ReadDatabase(IEnumerable<string> rooms)
    {
        using var db = Open();
        return DatabaseReader.Read(db, rooms);
    }

    public override string? Damage()
    {
        using var db = Open();
        using var command = db.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()! is not "ok" and var damage ? damage : null;
    }

    public override void WriteTo(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "server.txt"), server.Output);
        File.Copy(server.DatabaseFile, Path.Combine(folder, "chat.db"), overwrite: true);
    }

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        clock?.Dispose();
    }

    // Another program's write transaction: as long as it lasts, the server can't commit.
    private async Task LockAsync(TimeSpan time)
    {
        Ledger.MayRefuse();
        try
        {
            await using var db = Open();
            await using (await db.BeginTransactionAsync())
                await Task.Delay(time);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == /* SQLITE_BUSY */ 5)
        {
            Ledger.Count("locks not got");
        }
        finally
        {
            Ledger.RefusesNoMore();
        }
    }

    private SqliteConnection Open()
    {
        var db = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        db.Open();
        return db;
    }
}
