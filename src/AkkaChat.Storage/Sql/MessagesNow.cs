using System.Collections.Immutable;
using System.Data.Common;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using Dapper;

namespace AkkaChat.Storage.Sql;

/// <summary>Reads messages in today's state: the event, what became of it, and the reactions.</summary>
internal static class MessagesNow
{
    /// <summary>To be continued with conditions on <c>e.seq</c>, an order and a limit.</summary>
    public const string Select = """
        SELECT e.seq AS Seq, e.at AS At, e.user_id AS UserId, e.user_name AS UserName, e.request_id AS RequestId, e.reply_to AS ReplyTo,
               CASE WHEN c.seq IS NULL THEN e.text ELSE c.text END AS Text, c.edited_at AS EditedAt, coalesce(c.is_deleted, FALSE) AS IsDeleted
        FROM events AS e
        LEFT JOIN changed_messages AS c ON c.room = e.room AND c.seq = e.seq
        WHERE e.room = @room AND e.kind = 'posted'
        """;

    public static List<RoomEvent> Read(DbConnection db, RoomId room, string condition, object parameters, int mostCharacters)
    {
        var rows = Page.Of(db.Query<Row>($"{Select} {condition}", parameters, buffered: false), row => row.Text, mostCharacters);
        var reactions = Reactions(db, room, rows);
        return [.. rows.Select(row => row.ToEvent(reactions[row.Seq]))];
    }

    private static ILookup<long, ReactionRow> Reactions(DbConnection db, RoomId room, List<Row> rows) => rows.Count == 0
        ? Array.Empty<ReactionRow>().ToLookup(r => r.Target)
        : db.Query<ReactionRow>(
            """
            SELECT target AS Target, emoji AS Emoji, user_id AS UserId, seq AS Seq, at AS At
            FROM reactions WHERE room = @room AND target BETWEEN @first AND @last
            """,
            new { room = room.Value, first = rows.Min(r => r.Seq), last = rows.Max(r => r.Seq) }).ToLookup(r => r.Target);

    // Properties and not positions: what SQL computes has no type of its own.
    private sealed class Row
    {
        public long Seq { get; init; }

        public long At { get; init; }

        public string UserId { get; init; } = "";

        public string UserName { get; init; } = "";

        public string RequestId { get; init; } = "";

        public long? ReplyTo { get; init; }

        public string? Text { get; init; }

        public long? EditedAt { get; init; }

        public bool IsDeleted { get; init; }

        public RoomEvent ToEvent(IEnumerable<ReactionRow> reactions) => new(
            Seq,
            At,
            new Person(new UserId(UserId), UserName),
            ClientMessageId.Stored(RequestId),
            new MessageNow(
                StoredText.Decode(Text),
                ReplyTo,
                EditedAt,
                IsDeleted,
                reactions.ToImmutableDictionary(r => (r.Emoji, new UserId(r.UserId)), r => new Reaction(r.Seq, r.At))));
    }

    private sealed record ReactionRow(long Target, string Emoji, string UserId, long Seq, long At);
}
