using AkkaChat.Storage.Sql;

namespace AkkaChat.Storage.Postgres;

/// <summary>The reading side, beside the writer.</summary>
public sealed class PostgresRoomHistory(PostgresDatabase database) : SqlRoomHistory(database.Open, "= ANY (@seqs)");
