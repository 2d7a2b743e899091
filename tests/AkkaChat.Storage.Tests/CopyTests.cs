using System.Diagnostics;
using AkkaChat.Storage.Sqlite;
using AkkaChat.Testing;
using Dapper;

namespace AkkaChat.Storage.Tests;

/// <summary>
/// What a power cut leaves: the files as they are in the middle of a burst, and the same with an end of the write-ahead log that never
/// reached the disk.
/// </summary>
public sealed class CopyTests : SqliteFixture
{
    private const int Copies = 6;

    [Fact]
    public async Task The_files_of_any_moment_hold_a_prefix_with_everything_that_was_acknowledged_before()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "AkkaChat.Storage.Burst.dll");
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [program, File]) { RedirectStandardOutput = true })!;
        try
        {
            var acknowledged = new List<string>();
            for (var copy = 1; copy <= Copies; copy++)
            {
                for (var line = 0; line < 400 * copy; line++)
                    acknowledged.Add((await writer.StandardOutput.ReadLineAsync().WaitAsync(Await.Timeout))!);
                Signal(writer, "STOP");
                var (whole, torn) = (CopyFiles($"{copy}-whole"), CopyFiles($"{copy}-torn"));
                var synced = SyncedForCheckpoint();
                Signal(writer, "CONT");

                var events = Check(whole);
                Assert.Subset(events.ToHashSet(), acknowledged.ToHashSet());
                using (var wal = new FileStream(torn + "-wal", FileMode.Open))
                    wal.SetLength(Random.Shared.NextInt64(synced, wal.Length + 1));
                Assert.Subset(events.ToHashSet(), Check(torn).ToHashSet());
            }
        }
        finally
        {
            writer.Kill();
        }
    }

    private static void Signal(Process process, string name) => Command.TryRun("kill", $"-{name}", $"{process.Id}");

    // Before a checkpoint moves frames into the database the log is synced up to them, and no power cut takes them back. Where it stands is
    // "nBackfillAttempted" in the shared memory (sqlite.org/walformat.html, section 2.1).
    private long SyncedForCheckpoint()
    {
        const int Header = 32, Frame = 24 + 4_096, Attempted = 128;
        using var shared = new BinaryReader(new FileStream(File + "-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        shared.BaseStream.Position = Attempted;
        var frames = shared.ReadUInt32();
        return frames == 0 ? 0 : Header + ((long)frames * Frame);
    }

    /// <summary>Without the shared memory, which is no file after a power cut.</summary>
    private string CopyFiles(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(File)!, name)).FullName;
        foreach (var file in new[] { File, File + "-wal" })
            System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return Path.Combine(folder, Path.GetFileName(File));
    }

    /// <summary>It is whole and without a hole; returns what it holds, as the writer acknowledges it.</summary>
    private static List<string> Check(string file)
    {
        var database = new SqliteDatabase(file);
        database.Prepare();
        using (var db = database.Open())
            Assert.Equal("ok", db.QuerySingle<string>("PRAGMA integrity_check"));
        var history = new SqliteRoomHistory(database);
        var all = new List<string>();
        foreach (var (room, _, _) in history.ReadRooms(10))
        {
            var events = history.ReadEvents(room, 0, long.MaxValue, int.MaxValue);
            all.AddRange(events.Select(e => $"{room} {e.Seq} {e.Id}"));
        }
        foreach (var room in all.Select(e => e.Split(' ')).GroupBy(e => e[0]))
            Assert.Equal(Enumerable.Range(1, room.Count()).Select(i => $"{i}"), room.Select(e => e[1]));
        return all;
    }
}
