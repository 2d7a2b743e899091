using AkkaChat.Actors.Rooms;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Sqlite;

/// <summary>The one statement of the hot path, prepared once for a connection.</summary>
internal sealed class InsertEvent : IDisposable
{
    public enum Result
    {
        Inserted,

        /// <summary>The log holds (room, user, request) already.</summary>
        RequestKnown,

        /// <summary>The log holds (room, seq) already.</summary>
        SeqTaken,
    }

    /// <summary>SQLITE_CONSTRAINT_PRIMARYKEY (sqlite.org/rescode.html).</summary>
    private const int PrimaryKeyViolated = 1555;

    private readonly SqliteCommand command;
    private readonly SqliteParameter room, seq, at, userId, userName, requestId, kind, text, replyTo, target, emoji;

    public InsertEvent(SqliteConnection connection)
    {
        command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind, text, reply_to, target, emoji)
            VALUES (@room, @seq, @at, @user_id, @user_name, @request_id, @kind, @text, @reply_to, @target, @emoji)
            ON CONFLICT (room, user_id, request_id) DO NOTHING
            """;
        room = Add("@room", SqliteType.Text);
        seq = Add("@seq", SqliteType.Integer);
        at = Add("@at", SqliteType.Integer);
        userId = Add("@user_id", SqliteType.Text);
        userName = Add("@user_name", SqliteType.Text);
        requestId = Add("@request_id", SqliteType.Text);
        kind = Add("@kind", SqliteType.Text);
        text = Add("@text", SqliteType.Text);
        replyTo = Add("@reply_to", SqliteType.Integer);
        target = Add("@target", SqliteType.Integer);
        emoji = Add("@emoji", SqliteType.Text);
        command.Prepare();
    }

    /// <summary>Inserts within the connection's open transaction.</summary>
    public Result Execute(RoomId toRoom, RoomEvent e)
    {
        var row = EventRow.Of(e);
        room.Value = toRoom.Value;
        seq.Value = row.Seq;
        at.Value = row.At;
        userId.Value = row.UserId;
        userName.Value = row.UserName;
        requestId.Value = row.RequestId;
        kind.Value = row.Kind;
        text.Value = row.Text ?? (object)DBNull.Value;
        replyTo.Value = row.ReplyTo ?? (object)DBNull.Value;
        target.Value = row.Target ?? (object)DBNull.Value;
        emoji.Value = row.Emoji ?? (object)DBNull.Value;
        try
        {
            return command.ExecuteNonQuery() == 1 ? Result.Inserted : Result.RequestKnown;
        }
        catch (SqliteException conflict) when (conflict.SqliteExtendedErrorCode == PrimaryKeyViolated)
        {
            return Result.SeqTaken;
        }
    }

    public void Dispose() => command.Dispose();

    private SqliteParameter Add(string name, SqliteType type) => command.Parameters.Add(name, type);
}
