using System.Reflection;
using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Sqlite;

/// <summary>The database file: how it is opened, and its schema.</summary>
public sealed class SqliteDatabase(string path) : IDisposable
{
    private const string Scripts = "AkkaChat.Storage.Sqlite.Schema.";

    /// <summary>Seconds that a statement waits for another program's lock.</summary>
    private const int LockTimeoutSeconds = 1;

    // Pages of many rooms change in a commit: they stay in memory, and a page that changes again and again is moved from the write-ahead log
    // to the database once in 16 MiB (docs/performance.md).
    private const int CacheKiB = 32 * 1024, CheckpointPages = 4_096;

    public string Path { get; } = path;

    /// <summary>Makes the file when missing and applies the schema scripts that it does not have.</summary>
    /// <exception cref="DatabaseException">In one line for the operator: not a database, from a newer server, not writable.</exception>
    public void Prepare()
    {
        if (DatabaseHeader.IsFileCutShort(Path))
            throw new DatabaseException($"The database {Path} is damaged: its end is missing. Restore a backup.");
        try
        {
            using (var connection = Open())
            {
                using var wal = connection.CreateCommand();
                wal.CommandText = "PRAGMA journal_mode = WAL";
                wal.ExecuteNonQuery();
            }
            ApplySchema();
        }
        catch (SqliteException e)
        {
            throw new DatabaseException($"The database {Path} can't be used: {e.Message}", e);
        }
    }

    /// <summary>A connection of its own. Every commit is on disk when it returns (<c>synchronous = FULL</c> with WAL).</summary>
    public SqliteConnection Open(bool isPooled = true)
    {
        var connection = new SqliteConnection(ConnectionString(isPooled));
        try
        {
            connection.Open();
            using var settings = connection.CreateCommand();
            settings.CommandText = $"""
                PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
                PRAGMA cache_size = -{CacheKiB}; PRAGMA wal_autocheckpoint = {CheckpointPages}
                """;
            settings.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes what the readers left open. When the last connection is closed, the write-ahead log goes into the file: that is all of it then.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString());
        SqliteConnection.ClearPool(connection);
    }

    private void ApplySchema()
    {
        var upgrade = DeployChanges.To.SqliteDatabase(ConnectionString())
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), script => script.StartsWith(Scripts, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build();

        var unknown = upgrade.GetExecutedScripts().Except(upgrade.GetDiscoveredScripts().Select(s => s.Name)).FirstOrDefault();
        if (unknown is not null)
            throw new DatabaseException($"The database {Path} is from a newer AkkaChat (it has {unknown}). Start that version, or restore a backup.");
        var result = upgrade.PerformUpgrade();
        if (!result.Successful)
            throw new DatabaseException($"The database {Path} could not take the schema {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
    }

    private string ConnectionString(bool isPooled = true) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        DefaultTimeout = LockTimeoutSeconds,
        Pooling = isPooled,
    }.ToString();
}
