using AkkaChat.Actors.Log;
using Npgsql;
using NpgsqlTypes;

namespace AkkaChat.Storage.Postgres;

/// <summary>Read marks of many rooms, beside the events of a transaction.</summary>
internal sealed class UpsertMarks
{
    // The furthest of a person's marks in a room: one statement may change a row only once.
    private const string Sql = """
        INSERT INTO read_marks AS mark (room, user_id, seq)
        SELECT room, user_id, max(seq) FROM unnest($1, $2, $3) AS m (room, user_id, seq) GROUP BY room, user_id ORDER BY room, user_id
        ON CONFLICT (room, user_id) DO UPDATE SET seq = greatest(mark.seq, excluded.seq)
        RETURNING room, user_id, seq
        """;

    private readonly List<string> room = [], userId = [];
    private readonly List<long> seq = [];

    public int Count => seq.Count;

    public void Add(StoreMarks marks)
    {
        foreach (var mark in marks.Marks)
        {
            room.Add(marks.Room.Value);
            userId.Add(mark.User.Value);
            seq.Add(mark.Seq);
        }
    }

    public NpgsqlBatchCommand Command() => new(Sql)
    {
        Parameters =
        {
            ArrayParameter.Of(room, NpgsqlDbType.Text),
            ArrayParameter.Of(userId, NpgsqlDbType.Text),
            ArrayParameter.Of(seq, NpgsqlDbType.Bigint),
        },
    };

    /// <summary>Where the marks stand now.</summary>
    public static Dictionary<(string Room, string User), long> Read(NpgsqlDataReader reader)
    {
        var marks = new Dictionary<(string, string), long>();
        while (reader.Read())
            marks.Add((reader.GetString(0), reader.GetString(1)), reader.GetInt64(2));
        return marks;
    }
}
