using System.Diagnostics;
using AkkaChat.Actors.Log;
using Dapper;

namespace AkkaChat.Storage.Postgres;

/// <summary>
/// PostgreSQL keeps the earlier versions of a changed row until the table is vacuumed: that is done soon after a deletion, beside all that
/// is written, on a connection of its own.
/// </summary>
internal sealed class DeletedTexts(PostgresDatabase database)
{
    /// <summary>A vacuum reads every page that was written since the last one.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private Task<bool>? vacuum;
    private long? startedAt;
    private bool haveGrown;

    /// <summary>More texts were deleted.</summary>
    public void Grew() => haveGrown = true;

    /// <summary>True: the earlier versions of what was deleted are gone. False: that is under way; ask again.</summary>
    /// <exception cref="LogUnavailableException">It failed; ask again.</exception>
    public bool TryErase()
    {
        if (vacuum is { IsCompleted: true } ended)
        {
            vacuum = null;
            if (ended.Exception is { } failure)
                throw new LogUnavailableException(failure.GetBaseException().Message, failure);
            if (ended.Result && !haveGrown)
                return true;
        }
        if (vacuum is null && (startedAt is not { } started || Stopwatch.GetElapsedTime(started) > Interval))
        {
            (startedAt, haveGrown) = (Stopwatch.GetTimestamp(), false);
            vacuum = VacuumAsync();
        }
        return false;
    }

    // A row version that an older transaction may still see stays, such as for a backup under way.
    private async Task<bool> VacuumAsync()
    {
        await using var db = await database.OpenAsync();
        await db.ExecuteAsync("SET statement_timeout = 0");
        await db.ExecuteAsync("VACUUM events, changed_messages", commandTimeout: 0);
        return await db.QuerySingleAsync<long>("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relid = 'events'::regclass") == 0;
    }
}
