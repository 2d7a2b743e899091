using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Sqlite;

/// <summary>The one statement of the hot path, prepared once for a connection.</summary>
internal sealed class InsertEvent(SqliteConnection connection) : IDisposable
{
    public enum Result
    {
        Inserted,

        /// <summary>The log holds (room, user, request) already.</summary>
        RequestKnown,

        /// <summary>The log holds (room, seq) already.</summary>
        SeqTaken,
    }

    /// <summary>SQLITE_CONSTRAINT_UNIQUE (sqlite.org/rescode.html); that of requests makes no error.</summary>
    private const int UniqueViolated = 2067;

    private readonly Statement insert = new(connection, """
        INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind, text, reply_to, target, emoji)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (room, user_id, request_id) DO NOTHING
        """);

    /// <summary>Inserts within the connection's open transaction.</summary>
    public Result Execute(RoomId toRoom, RoomEvent e)
    {
        var (kind, text, replyTo, target, emoji) = EventRow.Of(e.Body);
        insert.Bind(1, toRoom.Value);
        insert.Bind(2, e.Seq);
        insert.Bind(3, e.At);
        insert.Bind(4, e.By.Id.Value);
        insert.Bind(5, e.By.Name);
        insert.Bind(6, e.Id.Value);
        insert.Bind(7, kind);
        insert.Bind(8, text);
        insert.Bind(9, replyTo);
        insert.Bind(10, target);
        insert.Bind(11, emoji);
        try
        {
            return insert.Execute() == 1 ? Result.Inserted : Result.RequestKnown;
        }
        catch (SqliteException conflict) when (conflict.SqliteExtendedErrorCode == UniqueViolated)
        {
            return Result.SeqTaken;
        }
    }

    public void Dispose() => insert.Dispose();
}
