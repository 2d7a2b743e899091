using Dapper;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Sqlite;

/// <summary>Notices at the start that the database is not as this server left it: that it was restored from an older backup, or is a copy.</summary>
public static class LogContinuity
{
    /// <summary>Unless it is certain that the logs go on where people saw them end, every room gets a new epoch (docs/protocol.md, promise 1).</summary>
    /// <returns>How many rooms got one.</returns>
    /// <exception cref="DatabaseException">In one line for the operator.</exception>
    public static int Ensure(SqliteDatabase database)
    {
        try
        {
            using var witness = new CommitWitness(database.Path);
            using var db = database.Open(isPooled: false);
            return witness.VouchesFor(db) ? 0 : Renew(db, witness);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"The database {database.Path} can't be used: {e.Message}", e);
        }
    }

    private static int Renew(SqliteConnection db, CommitWitness witness)
    {
        var renewed = db.Execute("UPDATE rooms SET epoch = lower(hex(randomblob(8)))");
        witness.RememberNewest(db);
        return renewed;
    }
}
