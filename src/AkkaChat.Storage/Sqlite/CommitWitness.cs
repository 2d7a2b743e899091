using System.Globalization;
using System.Text;
using AkkaChat.Actors.Rooms;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace AkkaChat.Storage.Sqlite;

/// <summary>
/// A small file beside the database that names the last event that was committed: a database without this event is an older copy, or
/// another one (docs/decisions/0007-a-witness-of-the-last-commit.md). A copy of the file itself says nothing: it names the time when it was
/// written, and a copy was changed later.
/// </summary>
internal sealed class CommitWitness(string databasePath) : IDisposable
{
    /// <param name="ChangedAt">When the file was changed, nearly, as the system says; 0 where it does not.</param>
    /// <param name="Last">Null before the first event.</param>
    private sealed record Testimony(long ChangedAt, LastEvent? Last);

    private sealed record LastEvent(string Room, long Seq, long At, string User, string Request);

    /// <summary>More than any testimony: one write replaces the one before.</summary>
    private const int Length = 1024;

    private const char Separator = '\t';

    /// <summary>A testimony's time is renewed when it is this old; a copy is made later than that.</summary>
    private const int RenewedAfterMs = 500, CopiedAfterMs = 1_000;

    private readonly string path = databasePath + "-witness";
    private SafeFileHandle? file;
    private long changedAt;

    /// <summary>After the commit, and before anybody hears of the event. The system keeps it when the process is killed; there is no wait for the disk.</summary>
    public void Remember(RoomId room, RoomEvent e) => Write(new LastEvent(room.Value, e.Seq, e.At, e.By.Id.Value, e.Id.Value));

    /// <summary>From now on the database as it is counts.</summary>
    public void RememberNewest(SqliteConnection db) => Write(db.QuerySingleOrDefault<LastEvent>(
        """
        SELECT e.room AS Room, e.seq AS Seq, e.at AS At, e.user_id AS User, e.request_id AS Request
        FROM rooms JOIN events AS e ON e.room = rooms.room AND e.seq = (SELECT max(seq) FROM events WHERE events.room = rooms.room)
        ORDER BY e.at DESC LIMIT 1
        """));

    /// <summary>The database holds all that anybody can have seen: the last event, and hence those before it.</summary>
    public bool VouchesFor(SqliteConnection db) =>
        Read() is { } testimony
        && Math.Abs(ChangeTime.Of(path) - testimony.ChangedAt) < CopiedAfterMs
        && (testimony.Last is { } last ? Holds(db, last) : !db.QuerySingle<bool>("SELECT EXISTS (SELECT 1 FROM events)"));

    public void Dispose()
    {
        file?.Dispose();
        file = null;
    }

    private static bool Holds(SqliteConnection db, LastEvent last) => db.QuerySingle<bool>(
        "SELECT EXISTS (SELECT 1 FROM events WHERE room = @Room AND seq = @Seq AND at = @At AND user_id = @User AND request_id = @Request)", last);

    private Testimony? Read() =>
        File.Exists(path)
        && File.ReadAllText(path).TrimEnd().Split(Separator) is [var changed, .. var last]
        && long.TryParse(changed, CultureInfo.InvariantCulture, out var time)
        && (last.Length == 0 || EventIn(last) is not null)
            ? new Testimony(time, EventIn(last))
            : null;

    private static LastEvent? EventIn(string[] fields) =>
        fields is [var room, var seq, var at, var user, var request]
        && long.TryParse(seq, CultureInfo.InvariantCulture, out var seqNumber)
        && long.TryParse(at, CultureInfo.InvariantCulture, out var atNumber)
            ? new LastEvent(room, seqNumber, atNumber, user, request)
            : null;

    // One that stays behind because it can't be written raises no false alarm; it only notices less.
    private void Write(LastEvent? last)
    {
        try
        {
            file ??= File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            Put(last);
            if (ChangeTime.Of(path) is var now && Math.Abs(now - changedAt) < RenewedAfterMs)
                return;
            changedAt = now;
            Put(last);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private void Put(LastEvent? last)
    {
        object[] fields = last is null ? [changedAt] : [changedAt, last.Room, last.Seq, last.At, last.User, last.Request];
        RandomAccess.Write(file!, Encoding.UTF8.GetBytes(string.Join(Separator, fields).PadRight(Length)), fileOffset: 0);
    }
}
