using AkkaChat.Storage.Sql;

namespace AkkaChat.Storage.Sqlite;

/// <summary>The reading side, beside the writer (WAL).</summary>
public sealed class SqliteRoomHistory(SqliteDatabase database) : SqlRoomHistory(() => database.Open(), "IN @seqs");
