using System.Data.Common;
using AkkaChat.Actors.Log;
using AkkaChat.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Sqlite;

/// <summary>The reading side, beside the writer (WAL).</summary>
public sealed class SqliteRoomHistory(SqliteDatabase database) : SqlRoomHistory
{
    private protected override string AreSeqs => "IN @seqs";

    private protected override T Read<T>(Func<DbConnection, T> read)
    {
        try
        {
            using var db = database.Open();
            return read(db);
        }
        catch (SqliteException e)
        {
            throw new LogUnavailableException(e.Message, e);
        }
    }
}
