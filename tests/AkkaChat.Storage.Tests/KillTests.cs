using System.Diagnostics;
using AkkaChat.Actors.Rooms;
using AkkaChat.Testing;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Tests;

/// <summary>A process that writes as fast as it can is killed in the middle of it, again and again, and the file is read afterwards.</summary>
public class KillTests : SqliteFixture
{
    private const int Kills = 10;

    [Fact]
    public async Task Every_acknowledged_event_is_there_once_after_kill_9_in_the_middle_of_a_burst()
    {
        var acknowledged = new List<string>();
        for (var kill = 1; kill <= Kills; kill++)
            acknowledged.AddRange(await BurstAsync(acknowledgements: 50 * kill));

        Assert.True(acknowledged.Count > Kills * 50);
        using var check = new SqliteConnection($"Data Source={File}");
        check.Open();
        using var integrity = check.CreateCommand();
        integrity.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", integrity.ExecuteScalar());
        foreach (var room in acknowledged.Select(a => a.Split(' ')).GroupBy(a => a[0]))
        {
            var events = All(RoomId.Stored(room.Key));
            Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), events.Select(e => e.Seq));
            Assert.Equal(events.Count, events.Select(e => e.Id).Distinct().Count());
            Assert.Subset(
                events.Select(e => $"{e.Seq} {e.Id}").ToHashSet(),
                room.Select(a => $"{a[1]} {a[2]}").ToHashSet());
        }
    }

    /// <summary>Kills the writer once it has acknowledged so many, and returns all it said until then.</summary>
    private async Task<List<string>> BurstAsync(int acknowledgements)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "AkkaChat.Storage.Burst.dll");
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [program, File]) { RedirectStandardOutput = true })!;
        var lines = new List<string>();
        while (await writer.StandardOutput.ReadLineAsync().WaitAsync(Await.Timeout) is { } line)
        {
            lines.Add(line);
            if (lines.Count == acknowledgements)
                writer.Kill();
        }
        await writer.WaitForExitAsync();
        return lines;
    }
}
