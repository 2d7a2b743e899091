using Dapper;

namespace AkkaChat.Storage.Postgres;

/// <summary>Notices at the start that the database is not where it was: that it was restored from a backup, or is a copy.</summary>
public static class PostgresContinuity
{
    // The timeline changes with a recovery to a point in time and with a failover, the others when a dump is restored elsewhere or anew.
    // The row's lock lets one of several nodes that start at once do it.
    private const string Sql = """
        WITH here AS (
            SELECT concat_ws(' ',
                'system', (SELECT system_identifier FROM pg_control_system()),
                'timeline', substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
                'database', (SELECT oid FROM pg_database WHERE datname = current_database()),
                'table', 'rooms'::regclass::oid) AS place
        ), moved AS (
            UPDATE origin SET place = here.place FROM here WHERE origin.place <> here.place RETURNING 1
        )
        UPDATE rooms SET epoch = substr(md5(room || gen_random_uuid()), 1, 16) WHERE EXISTS (SELECT 1 FROM moved)
        """;

    /// <summary>In another place every room gets a new epoch (docs/protocol.md, promise 1).</summary>
    /// <returns>How many rooms got one.</returns>
    /// <exception cref="DatabaseException">In one line for the operator.</exception>
    public static int Ensure(PostgresDatabase database)
    {
        try
        {
            using var db = database.Open();
            return db.Execute($"SET statement_timeout = 0; {Sql}", commandTimeout: 0);
        }
        catch (Exception e) when (PostgresDatabase.IsFailure(e))
        {
            throw new DatabaseException($"The database {database.Name} can't be used: {e.GetBaseException().Message}", e);
        }
    }
}
