using System.Security.Cryptography;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sql;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AkkaChat.Storage.Sqlite;

/// <summary>The writing side: one connection, one transaction for all that wait. A failure closes the connection; the next call opens another.</summary>
public sealed class SqliteRoomLog(SqliteDatabase database, TimeProvider time) : IRoomLog, IDisposable
{
    private readonly CommitWitness witness = new(database.Path);
    private SqliteConnection? connection;
    private InsertEvent? insert;
    private UpsertMark? upsertMark;
    private string? damage;

    public IReadOnlyList<IWriteOutcome> Append(IReadOnlyList<ILogWrite> writes) => Write(db =>
    {
        db.Execute("BEGIN IMMEDIATE");
        var outcomes = writes.Select(write => Store(db, write)).ToList();
        db.Execute("COMMIT TRANSACTION");
        Witness(writes, outcomes);
        return outcomes;
    });

    public OpenedRoom? Open(RoomId room, bool create, int newest) => Run(db =>
    {
        var name = room.Value;
        var epoch = EpochOf(db, name) ?? (create ? Create(db, name) : null);
        if (epoch is null)
            return null;
        var events = db
            .Query<EventRow>($"SELECT {EventRow.Columns} FROM events WHERE room = @name ORDER BY seq DESC LIMIT @newest", new { name, newest })
            .Select(row => row.ToEvent()).Reverse().ToList();
        var messages = MessagesNow.Read(db, room, "ORDER BY e.seq DESC LIMIT @newest", new { room = name, newest }, mostCharacters: int.MaxValue);
        messages.Reverse();
        return new OpenedRoom(epoch, events.Count > 0 ? events[^1].Seq : 0, events, messages);
    });

    public void Probe(int bytes, bool waits) => Write(db =>
    {
        if (waits)
            db.Execute("BEGIN IMMEDIATE");
        else
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(db.Handle, "BEGIN IMMEDIATE"), db.Handle); // A command would wait.
        db.Execute("INSERT INTO probe (id, filler) VALUES (1, zeroblob(@bytes)) ON CONFLICT DO UPDATE SET filler = excluded.filler", new { bytes });
        db.Execute("COMMIT TRANSACTION");
        return bytes;
    });

    // Deleted texts are overwritten in the database's own pages (secure_delete); older copies of those pages lie in the write-ahead log
    // until it is emptied. A reader that is in the middle of it keeps it from being emptied.
    public bool EraseDeleted() => Run(db => db.QuerySingle<(long IsBusy, long Pages, long Moved)>("PRAGMA wal_checkpoint(TRUNCATE)").IsBusy == 0);

    public void Dispose()
    {
        Close();
        witness.Dispose();
    }

    private void Close()
    {
        insert?.Dispose();
        upsertMark?.Dispose();
        connection?.Dispose();
        insert = null;
        upsertMark = null;
        connection = null;
    }

    private static string? EpochOf(SqliteConnection db, string name) =>
        db.QuerySingleOrDefault<string>("SELECT epoch FROM rooms WHERE room = @name", new { name });

    private string Create(SqliteConnection db, string name)
    {
        var epoch = RandomNumberGenerator.GetHexString(16, lowercase: true);
        db.Execute(
            "INSERT INTO rooms (room, epoch, created_at) VALUES (@name, @epoch, @now)",
            new { name, epoch, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
        return epoch;
    }

    private static List<RoomEvent> FindStored(SqliteConnection db, AppendEvents append) =>
        [.. append.Events
            .Select(e => db.QuerySingleOrDefault<EventRow>(
                $"SELECT {EventRow.Columns} FROM events WHERE room = @room AND user_id = @user AND request_id = @request",
                new { room = append.Room.Value, user = e.By.Id.Value, request = e.Id.Value }))
            .OfType<EventRow>()
            .Select(row => row.ToEvent())];

    private IWriteOutcome Store(SqliteConnection db, ILogWrite write) => write switch
    {
        AppendEvents append => AppendOne(db, append),
        StoreMarks marks => upsertMark!.Execute(marks),
        _ => throw new ArgumentException($"No table for {write.GetType().Name}", nameof(write)),
    };

    private AppendOutcome AppendOne(SqliteConnection db, AppendEvents append)
    {
        foreach (var e in append.Events)
        {
            switch (insert!.Execute(append.Room, e))
            {
                case InsertEvent.Result.RequestKnown:
                    Withdraw(db, append, e.Seq);
                    return new AppendOutcome.Repeated(FindStored(db, append));
                case InsertEvent.Result.SeqTaken:
                    Withdraw(db, append, e.Seq);
                    return AppendOutcome.Fenced.Instance;
            }
        }
        foreach (var e in append.Events)
            MessageChanges.Apply(db, append.Room, e);
        return AppendOutcome.Appended.Instance;
    }

    private void Witness(IReadOnlyList<ILogWrite> writes, List<IWriteOutcome> outcomes)
    {
        var last = outcomes.FindLastIndex(outcome => outcome is AppendOutcome.Appended);
        if (last >= 0 && writes[last] is AppendEvents(var room, var events))
            witness.Remember(room, events[^1]);
    }

    // Seldom: the rows of this append that went in before the one that could not.
    private static void Withdraw(SqliteConnection db, AppendEvents append, long failed) => db.Execute(
        "DELETE FROM events WHERE room = @room AND seq >= @first AND seq < @failed",
        new { room = append.Room.Value, first = append.Events[0].Seq, failed });

    // Writing on could only make it worse.
    private T Write<T>(Func<SqliteConnection, T> work)
    {
        if (damage is not null)
            throw new LogUnavailableException(damage);
        try
        {
            return Run(work);
        }
        catch (LogUnavailableException e) when (e.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB })
        {
            damage = $"The database {database.Path} is damaged, and nothing more is written to it: {e.Message} Restore a backup.";
            throw new LogUnavailableException(damage, e);
        }
    }

    private T Run<T>(Func<SqliteConnection, T> work)
    {
        try
        {
            connection ??= database.Open(isPooled: false); // Closed, it takes an open transaction with it.
            insert ??= new InsertEvent(connection);
            upsertMark ??= new UpsertMark(connection);
            return work(connection);
        }
        catch (Exception e)
        {
            Close(); // And with the connection its transaction.
            if (e is SqliteException)
                throw new LogUnavailableException(e.Message, e);
            throw;
        }
    }
}
