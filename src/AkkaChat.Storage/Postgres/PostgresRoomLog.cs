using System.Data;
using System.Security.Cryptography;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sql;
using Dapper;
using Npgsql;

namespace AkkaChat.Storage.Postgres;

/// <summary>
/// The writing side of one node: one connection, one transaction for all that wait. A failure closes the connection; the next call opens
/// another. Nodes write beside each other; where two of them own the same room, the key (room, seq) lets one go on.
/// </summary>
public sealed class PostgresRoomLog(PostgresDatabase database, TimeProvider time) : IRoomLog, IDisposable
{
    /// <summary>How often all is tried together, without what the keys have refused, before each append is tried alone.</summary>
    private const int TriesWithout = 2;

    private readonly DeletedTexts deletedTexts = new(database);
    private NpgsqlConnection? connection;

    public IReadOnlyList<IWriteOutcome> Append(IReadOnlyList<ILogWrite> writes) => Run(db =>
    {
        var outcomes = Commit(db, writes);
        if (writes.Any(write => write is AppendEvents append && append.Events.Any(e => e.Body is MessageDeleted)))
            deletedTexts.Grew();
        return outcomes;
    });

    public OpenedRoom? Open(RoomId room, bool create, int newest)
    {
        database.Reachability.ThrowIfAway();
        return Run(db =>
        {
            if (create)
                Create(db, room);
            return Read(db, room, newest);
        });
    }

    public void Probe(int bytes, bool waits) => Run(db => db.Execute(
        "INSERT INTO probe (id, filler) VALUES (1, @filler) ON CONFLICT (id) DO UPDATE SET filler = excluded.filler", new { filler = new byte[bytes] }));

    public bool EraseDeleted() => deletedTexts.TryErase();

    public void Dispose() => Close();

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    private void Create(NpgsqlConnection db, RoomId room) => db.Execute(
        "INSERT INTO rooms (room, epoch, created_at) VALUES (@name, @epoch, @now) ON CONFLICT (room) DO NOTHING",
        new { name = room.Value, epoch = RandomNumberGenerator.GetHexString(16, lowercase: true), now = time.GetUtcNow().ToUnixTimeMilliseconds() });

    private static OpenedRoom? Read(NpgsqlConnection db, RoomId room, int newest)
    {
        using var moment = db.BeginTransaction(IsolationLevel.RepeatableRead); // Another owner may write meanwhile.
        var name = room.Value;
        var epoch = db.QuerySingleOrDefault<string>("SELECT epoch FROM rooms WHERE room = @name", new { name });
        if (epoch is null)
            return null;
        var head = db.QuerySingle<long>("SELECT coalesce(max(seq), 0) FROM events WHERE room = @name", new { name });
        var events = db
            .Query<EventRow>($"SELECT {EventRow.Columns} FROM events WHERE room = @name ORDER BY seq DESC LIMIT @newest", new { name, newest })
            .Select(row => row.ToEvent()).Reverse().ToList();
        var messages = MessagesNow.Read(db, room, "ORDER BY e.seq DESC LIMIT @newest", new { room = name, newest }, mostCharacters: int.MaxValue);
        messages.Reverse();
        return new OpenedRoom(epoch, head, events, messages);
    }

    private static IReadOnlyList<IWriteOutcome> Commit(NpgsqlConnection db, IReadOnlyList<ILogWrite> writes, int refusals = 0)
    {
        try
        {
            return GroupCommit.Execute(db, writes, leavesOut: refusals > 0);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
        {
            // The log holds some request, or seq. It may do so only since this moment: looked at again, it shows.
            if (refusals < TriesWithout)
                return Commit(db, writes, refusals + 1);
            return writes.Count > 1 ? [.. writes.Select(write => Commit(db, [write])[0])] : [AppendOutcome.Fenced.Instance];
        }
        catch (PostgresException) when (writes.Any(write => write is StoreMarks) && db.State == ConnectionState.Open)
        {
            return CommitWithoutMarks(db, writes, refusals);
        }
    }

    // Marks never take events down with them.
    private static List<IWriteOutcome> CommitWithoutMarks(NpgsqlConnection db, IReadOnlyList<ILogWrite> writes, int refusals)
    {
        var events = writes.Where(write => write is AppendEvents).ToList();
        var stored = new Queue<IWriteOutcome>(events.Count > 0 ? Commit(db, events, refusals) : []);
        return [.. writes.Select(write => write is AppendEvents ? stored.Dequeue() : write.Failed)];
    }

    private T Run<T>(Func<NpgsqlConnection, T> work)
    {
        try
        {
            connection ??= database.Open();
            var done = work(connection);
            database.Reachability.Answered();
            return done;
        }
        catch (Exception e)
        {
            Close();
            if (PostgresDatabase.IsFailure(e))
                throw database.Reachability.Failed(e);
            throw;
        }
    }
}
