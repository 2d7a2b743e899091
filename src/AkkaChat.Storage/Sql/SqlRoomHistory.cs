using System.Data.Common;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using Dapper;

namespace AkkaChat.Storage.Sql;

/// <summary>The reading side: a pooled connection a question, beside the writer, in the SQL that all our databases speak.</summary>
public abstract class SqlRoomHistory : IRoomHistory
{
    private const int MostPageCharacters = 64 * 1024;

    public IReadOnlyList<RoomEvent> ReadEvents(RoomId room, long after, long upTo, int limit) => Read(db => Page
        .Of(
            db.Query<EventRow>(
                $"SELECT {EventRow.Columns} FROM events WHERE room = @room AND seq > @after AND seq <= @upTo ORDER BY seq LIMIT @limit",
                new { room = room.Value, after, upTo, limit },
                buffered: false),
            row => row.Text,
            MostPageCharacters)
        .ConvertAll(row => row.ToEvent()));

    public MessagePage ReadMessages(RoomId room, HistoryQuery query) => Read(db =>
    {
        var seq = query.Direction == HistoryDirection.At ? SeqAt(db, room, query.Anchor) : query.Anchor;
        var anchor = Math.Min(seq, long.MaxValue - 1); // Beyond every seq, and still countable.
        var events = query.Direction switch
        {
            HistoryDirection.Before => Before(db, room, anchor, query.Limit),
            HistoryDirection.After => From(db, room, anchor + 1, query.Limit),
            _ => Around(db, room, anchor, query.Limit),
        };
        var (first, last) = events.Count > 0 ? (events[0].Seq, events[^1].Seq) : EmptyPage(query.Direction, anchor);
        return new MessagePage(
            events,
            HasBefore: HasMessage(db, room, "seq < @seq ORDER BY seq DESC", first),
            HasAfter: HasMessage(db, room, "seq > @seq ORDER BY seq", last));
    });

    public IReadOnlyList<RoomEvent> FindMessages(RoomId room, IReadOnlyList<long> seqs) => Read(db =>
        MessagesNow.Read(db, room, $"AND e.seq {AreSeqs}", new { room = room.Value, seqs }, mostCharacters: int.MaxValue));

    public long FindMark(RoomId room, UserId user) => Read(db => db.QuerySingleOrDefault<long>(
        "SELECT seq FROM read_marks WHERE room = @room AND user_id = @user", new { room = room.Value, user = user.Value }));

    public IReadOnlyList<StoredRoom> ReadRooms(int limit) => Read(db => db
        .Query<(string Room, string Epoch, long Head)>(
            """
            SELECT room, epoch, coalesce((SELECT max(seq) FROM events WHERE events.room = rooms.room), 0)
            FROM rooms
            ORDER BY coalesce((SELECT at FROM events WHERE events.room = rooms.room ORDER BY seq DESC LIMIT 1), created_at) DESC
            LIMIT @limit
            """,
            new { limit })
        .Select(r => new StoredRoom(RoomId.Stored(r.Room), r.Epoch, r.Head)).ToList());

    /// <summary>What follows a column to say that it is one of the list <c>@seqs</c>: here databases differ.</summary>
    private protected abstract string AreSeqs { get; }

    /// <summary>Asks on a connection of the pool.</summary>
    /// <exception cref="LogUnavailableException">The database can't do it now.</exception>
    private protected abstract T Read<T>(Func<DbConnection, T> read);

    private static List<RoomEvent> Before(DbConnection db, RoomId room, long seq, int limit)
    {
        var messages = Messages(db, room, "AND e.seq < @seq ORDER BY e.seq DESC LIMIT @limit", new { room = room.Value, seq, limit });
        messages.Reverse();
        return messages;
    }

    private static List<RoomEvent> From(DbConnection db, RoomId room, long seq, int limit) =>
        Messages(db, room, "AND e.seq >= @seq ORDER BY e.seq LIMIT @limit", new { room = room.Value, seq, limit });

    // The nearest, and not any: for any that EXISTS asked for, PostgreSQL would look in the wrong index.
    private static bool HasMessage(DbConnection db, RoomId room, string condition, long seq) => db.QuerySingle<bool>(
        $"SELECT (SELECT seq FROM events WHERE room = @room AND kind = '{EventRow.Posted}' AND {condition} LIMIT 1) IS NOT NULL",
        new { room = room.Value, seq });

    private static List<RoomEvent> Messages(DbConnection db, RoomId room, string condition, object parameters) =>
        MessagesNow.Read(db, room, condition, parameters, MostPageCharacters);

    private static List<RoomEvent> Around(DbConnection db, RoomId room, long seq, int limit)
    {
        var before = Before(db, room, seq, limit / 2);
        var from = From(db, room, seq, limit - before.Count);
        return [.. before, .. from];
    }

    // The first event at or after a time, found by halving: times grow with seq, but for a clock that was set back, where near is
    // good enough. An index by time would cost every message a third tree to write.
    // One question, however long the room: two dozen steps of ten million events cost as much as six of a hundred.
    private static long SeqAt(DbConnection db, RoomId room, long time) => db.QuerySingle<long>(
        """
        WITH RECURSIVE halves (low, high) AS (
            SELECT CAST(1 AS bigint), coalesce(max(seq), 0) + 1 FROM events WHERE room = @room
            UNION ALL
            SELECT CASE WHEN middle.at >= @time THEN low ELSE middle.seq + 1 END, CASE WHEN middle.at >= @time THEN middle.seq ELSE high END
            FROM halves JOIN events AS middle ON middle.room = @room AND middle.seq = low + (high - low) / 2
            WHERE low < high
        )
        SELECT max(low) FROM halves
        """,
        new { room = room.Value, time });

    private static (long First, long Last) EmptyPage(HistoryDirection direction, long anchor) =>
        direction == HistoryDirection.After ? (anchor + 1, anchor) : (anchor, anchor - 1);
}
