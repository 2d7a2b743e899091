using System.Data.Common;
using AkkaChat.Storage.Sql;

namespace AkkaChat.Storage.Postgres;

/// <summary>The reading side, beside the writer.</summary>
public sealed class PostgresRoomHistory(PostgresDatabase database) : SqlRoomHistory
{
    private protected override string AreSeqs => "= ANY (@seqs)";

    private protected override T Read<T>(Func<DbConnection, T> read) => database.Ask(read);
}
