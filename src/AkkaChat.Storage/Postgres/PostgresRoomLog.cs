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
    /// <summary>How often all is tried again together, after the keys have refused something, before each append is tried alone.</summary>
    private const int TriesTogether = 2;

    private readonly DeletedTexts deletedTexts = new(database);
    private NpgsqlConnection? connection;

    public IReadOnlyList<IWriteOutcome> Append(IReadOnlyList<ILogWrite> writes) => Run(db =>
    {
        var outcomes = Commit(db, writes, TriesTogether);
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

    private static IReadOnlyList<IWriteOutcome> Commit(NpgsqlConnection db, IReadOnlyList<ILogWrite> writes, int triesLeft)
    {
        try
        {
            return GroupCommit.Execute(db, writes);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
        {
            // Somebody else has written to one of the rooms meanwhile: looked at again, it shows.
            if (triesLeft > 0)
                return Commit(db, writes, triesLeft - 1);
            return writes.Count > 1 ? [.. writes.Select(write => Commit(db, [write], TriesTogether)[0])] : [AppendOutcome.Fenced.Instance];
        }
        catch (PostgresException) when (writes.Any(write => write is StoreMarks) && db.State == ConnectionState.Open)
        {
            return CommitWithoutMarks(db, writes, triesLeft);
        }
    }

    // Marks never take events down with them.
    private static List<IWriteOutcome> CommitWithoutMarks(NpgsqlConnection db, IReadOnlyList<ILogWrite> writes, int triesLeft)
    {
        var events = writes.Where(write => write is AppendEvents).ToList();
        var stored = new Queue<IWriteOutcome>(events.Count > 0 ? Commit(db, events, triesLeft) : []);
        return [.. writes.Select(write => write is AppendEvents ? stored.Dequeue() : write.Failed)];
    }

    private T Run<T>(Func<NpgsqlConnection, T> work)
    {
        try
        {
            connection ??= Connect();
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

    // A plan is kept for as long as the connection: one that was made when the tables were small must be good when they are not.
    private NpgsqlConnection Connect()
    {
        var made = database.Open();
        made.Execute("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off");
        return made;
    }
}
