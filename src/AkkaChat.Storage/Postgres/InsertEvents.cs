using System.Data.Common;
using AkkaChat.Actors.Log;
using AkkaChat.Storage.Sql;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace AkkaChat.Storage.Postgres;

/// <summary>
/// The events of many rooms in one statement: either the one of the hot path, which fails when the keys refuse any of them, or the one that
/// leaves out the appends that can't be. What another owner commits in the same moment the keys refuse also then.
/// </summary>
internal sealed class InsertEvents
{
    private const string Columns = "room, seq, at, user_id, user_name, request_id, kind, text, reply_to, target, emoji";

    private const string Incoming = $"unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS i (append, {Columns})";

    private const string Insert = $"INSERT INTO events ({Columns}) SELECT {Columns} FROM {Incoming} ORDER BY room, seq";

    // An append with a request that the log holds stores nothing, nor one with a seq that is taken. Planned anew each time: a plan that was
    // made when the table was small is no good when it is not.
    private const string InsertWhatCanBe = $"""
        WITH incoming AS (
            SELECT * FROM {Incoming}
        ), repeated AS (
            SELECT i.append, e.* FROM incoming AS i JOIN events AS e USING (room, user_id, request_id)
        ), fenced AS (
            SELECT DISTINCT append FROM incoming JOIN events USING (room, seq) WHERE append NOT IN (SELECT append FROM repeated)
        ), inserted AS (
            INSERT INTO events ({Columns}) SELECT {Columns} FROM incoming
            WHERE append NOT IN (SELECT append FROM repeated) AND append NOT IN (SELECT append FROM fenced)
            ORDER BY room, seq
        )
        SELECT append, {EventRow.Columns} FROM repeated
        UNION ALL
        SELECT append, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM fenced
        ORDER BY append, seq
        """;

    private readonly List<int> append = [];
    private readonly List<string> room = [], userId = [], userName = [], requestId = [], kind = [];
    private readonly List<long> seq = [], at = [];
    private readonly List<string?> text = [], emoji = [];
    private readonly List<long?> replyTo = [], target = [];

    public int Count => append.Count;

    /// <param name="number">By which <see cref="ReadFailures"/> tells what became of it.</param>
    public void Add(int number, AppendEvents events)
    {
        foreach (var e in events.Events)
        {
            var row = EventRow.Of(e.Body);
            append.Add(number);
            room.Add(events.Room.Value);
            seq.Add(e.Seq);
            at.Add(e.At);
            userId.Add(e.By.Id.Value);
            userName.Add(e.By.Name);
            requestId.Add(e.Id.Value);
            kind.Add(row.Kind);
            text.Add(row.Text);
            replyTo.Add(row.ReplyTo);
            target.Add(row.Target);
            emoji.Add(row.Emoji);
        }
    }

    public NpgsqlBatchCommand Command(bool leavesOut) => new(leavesOut ? InsertWhatCanBe : Insert)
    {
        Parameters =
        {
            ArrayParameter.Of(append, NpgsqlDbType.Integer),
            ArrayParameter.Of(room, NpgsqlDbType.Text),
            ArrayParameter.Of(seq, NpgsqlDbType.Bigint),
            ArrayParameter.Of(at, NpgsqlDbType.Bigint),
            ArrayParameter.Of(userId, NpgsqlDbType.Text),
            ArrayParameter.Of(userName, NpgsqlDbType.Text),
            ArrayParameter.Of(requestId, NpgsqlDbType.Text),
            ArrayParameter.Of(kind, NpgsqlDbType.Text),
            ArrayParameter.Of(text, NpgsqlDbType.Text),
            ArrayParameter.Of(replyTo, NpgsqlDbType.Bigint),
            ArrayParameter.Of(target, NpgsqlDbType.Bigint),
            ArrayParameter.Of(emoji, NpgsqlDbType.Text),
        },
    };

    /// <summary>The appends that stored nothing, by their number. All others are stored.</summary>
    public static Dictionary<int, AppendOutcome> ReadFailures(NpgsqlDataReader reader)
    {
        var failures = new Dictionary<int, AppendOutcome>();
        var repeated = new List<(int Number, EventRow Row)>();
        Func<DbDataReader, EventRow>? parse = null;
        while (reader.Read())
        {
            var number = reader.GetInt32(0);
            if (reader.IsDBNull(1))
                failures.Add(number, AppendOutcome.Fenced.Instance);
            else
                repeated.Add((number, (parse ??= reader.GetRowParser<EventRow>(startIndex: 1))(reader)));
        }
        foreach (var append in repeated.GroupBy(r => r.Number, r => r.Row.ToEvent()))
            failures.Add(append.Key, new AppendOutcome.Repeated([.. append]));
        reader.NextResult();
        return failures;
    }
}
