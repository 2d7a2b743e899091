using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Sqlite;

/// <summary>Stores read marks beside the events of a transaction, and never takes them down with it.</summary>
internal sealed class UpsertMark : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand command;
    private readonly SqliteParameter room, userId, seq;

    public UpsertMark(SqliteConnection connection)
    {
        this.connection = connection;
        command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO read_marks (room, user_id, seq) VALUES (@room, @user_id, @seq)
            ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)
            RETURNING seq
            """;
        room = command.Parameters.Add("@room", SqliteType.Text);
        userId = command.Parameters.Add("@user_id", SqliteType.Text);
        seq = command.Parameters.Add("@seq", SqliteType.Integer);
        command.Prepare();
    }

    /// <summary>All of them or none, within the connection's open transaction, which goes on either way.</summary>
    public MarksOutcome Execute(StoreMarks marks)
    {
        connection.Execute("SAVEPOINT marks");
        try
        {
            var stored = marks.Marks.Select(mark => Execute(marks.Room, mark)).ToList();
            connection.Execute("RELEASE marks");
            return new MarksOutcome.Stored(stored);
        }
        catch (SqliteException)
        {
            connection.Execute("ROLLBACK TO marks; RELEASE marks"); // Throws when SQLite has given up the whole transaction.
            return MarksOutcome.Failed.Instance;
        }
    }

    public void Dispose() => command.Dispose();

    private ReadMark Execute(RoomId inRoom, ReadMark mark)
    {
        room.Value = inRoom.Value;
        userId.Value = mark.User.Value;
        seq.Value = mark.Seq;
        return mark with { Seq = (long)command.ExecuteScalar()! };
    }
}
