using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Tests;

/// <summary>Epochs change when the database is not the one that people saw, and else never.</summary>
public sealed class LogContinuityTests : SqliteFixture
{
    private static readonly RoomId Other = RoomId.Stored("other");

    private string Witness => File + "-witness";

    [Fact]
    public void The_database_as_it_was_left_keeps_its_epochs()
    {
        Assert.Equal(0, LogContinuity.Ensure(Database));
        Log.Open(Room, create: true, newest: 0);
        Assert.Equal(0, LogContinuity.Ensure(Database));
        Fill(Other, 3);
        Log.Append([Append(Room, Event(1)), Append(Other, Event(4))]);
        var epoch = EpochOf(Room);
        Assert.Equal(0, LogContinuity.Ensure(Database));
        Assert.Equal(0, LogContinuity.Ensure(Database));
        Assert.Equal(epoch, EpochOf(Room));
    }

    [Fact]
    public void An_older_copy_gets_new_epochs_once()
    {
        LogContinuity.Ensure(Database);
        Fill(Room, 3);
        Fill(Other, 1);
        var (copy, epochs) = (File + ".backup", new[] { EpochOf(Room), EpochOf(Other) });
        BackUp(copy);
        Log.Append([Append(Room, Event(4))]);
        Restore(copy);
        Assert.Equal(2, LogContinuity.Ensure(Database));
        Assert.Equal(4, epochs.Append(EpochOf(Room)).Append(EpochOf(Other)).Distinct().Count());
        Assert.Equal(0, LogContinuity.Ensure(Database));
    }

    [Fact]
    public void A_copy_that_went_on_elsewhere_gets_new_epochs_although_it_holds_more()
    {
        LogContinuity.Ensure(Database);
        Fill(Room, 3);
        var copy = File + ".backup";
        BackUp(copy);
        Log.Append([Append(Room, Event(4, id: "here"))]);
        using (var elsewhere = new SqliteRoomLog(new SqliteDatabase(copy), TimeProvider.System))
            elsewhere.Append([Append(Room, Event(4, id: "there"), Event(5), Event(6))]);
        Restore(copy);
        Assert.Equal(1, LogContinuity.Ensure(Database));
    }

    [Fact]
    public void A_backup_put_beside_the_witness_of_an_empty_database_gets_new_epochs()
    {
        Fill(Room, 3);
        BackUp(File + ".backup");
        System.IO.File.Delete(Witness);
        Restore(null);
        Database.Prepare();
        Assert.Equal(0, LogContinuity.Ensure(Database));
        Restore(File + ".backup");
        Assert.Equal(1, LogContinuity.Ensure(Database));
    }

    [Fact]
    public async Task A_witness_that_was_copied_with_the_database_says_nothing()
    {
        LogContinuity.Ensure(Database);
        Fill(Room, 3);
        var (content, written) = (await System.IO.File.ReadAllBytesAsync(Witness), System.IO.File.GetLastWriteTimeUtc(Witness));
        await Task.Delay(TimeSpan.FromSeconds(1.5)); // A copy within a second of the last event would pass.
        await System.IO.File.WriteAllBytesAsync(Witness, content);
        System.IO.File.SetLastWriteTimeUtc(Witness, written);
        Assert.Equal(1, LogContinuity.Ensure(Database));
        Assert.Equal(0, LogContinuity.Ensure(Database));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0\tlobby\t3\t30")]
    [InlineData("\0\0\0")]
    public void A_missing_or_broken_witness_vouches_for_nothing(string? content)
    {
        LogContinuity.Ensure(Database);
        Fill(Room, 3);
        if (content is null)
            System.IO.File.Delete(Witness);
        else
            System.IO.File.WriteAllText(Witness, content);
        Assert.Equal(1, LogContinuity.Ensure(Database));
        Assert.Equal(0, LogContinuity.Ensure(Database));
    }

    private string EpochOf(RoomId room) => Log.Open(room, create: false, newest: 0)!.Epoch;

    private void BackUp(string to)
    {
        using var db = Database.Open(isPooled: false);
        db.Execute("VACUUM INTO @to", new { to });
    }

    private void Restore(string? from)
    {
        Log.Dispose();
        SqliteConnection.ClearAllPools();
        foreach (var file in new[] { File, File + "-wal", File + "-shm" })
            System.IO.File.Delete(file);
        if (from is not null)
            System.IO.File.Copy(from, File);
    }
}
