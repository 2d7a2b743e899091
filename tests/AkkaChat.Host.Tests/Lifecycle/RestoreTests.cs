using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>An older backup takes the database's place: nobody mixes its log with the one they saw (docs/operations.md).</summary>
public sealed class RestoreTests : IDisposable
{
    private const string Room = "lobby", ToldOf = "begin anew";

    private readonly TempFolder folder = new();

    [Fact]
    public async Task After_an_older_backup_is_restored_whoever_saw_more_is_shown_the_room_anew()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        await PostAsync(server, "one", "two");
        await BackUpWhileWritingAsync(server, folder.File("backup.db"));
        await PostAsync(server, "never seen again");
        var before = await JoinAsync(server, after: null);
        Assert.Equal(0, await server.StopAsync());
        Assert.False(File.Exists(server.DatabaseFile + "-wal"), "After a stop the database is one file");

        File.Copy(folder.File("backup.db"), server.DatabaseFile, overwrite: true);
        await server.StartAgainAsync();

        Assert.Single(server.Output.Split('\n'), line => line.Contains(ToldOf, StringComparison.Ordinal));
        await PostAsync(server, [.. Enumerable.Range(1, 5).Select(i => $"new {i}")]);
        var joined = await JoinAsync(server, PositionOf(before));
        Assert.NotEqual((string)before["epoch"]!, (string)joined["epoch"]!);
        Assert.Equal("snapshot", (string)joined["mode"]!);
        Assert.Equal(["one", "two"], joined.Texts().Take(2));
        Assert.DoesNotContain("never seen again", joined.Texts());
        Assert.Equal("delta", (string)(await JoinAsync(server, PositionOf(joined)))["mode"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_stop_or_a_kill_the_log_is_the_same(bool isKilled)
    {
        await using var server = await ServerProcess.StartAsync();
        await PostAsync(server, "one", "two");
        var before = await JoinAsync(server, after: null);
        if (isKilled)
            await server.KillAsync();
        else
            await server.StopAsync();
        await server.StartAgainAsync();
        var joined = await JoinAsync(server, PositionOf(before));
        Assert.Equal(("delta", (string)before["epoch"]!), ((string)joined["mode"]!, (string)joined["epoch"]!));
        Assert.DoesNotContain(ToldOf, server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_the_whole_folder_is_another_log()
    {
        await using var server = await ServerProcess.StartAsync();
        await PostAsync(server, "one", "two");
        var before = await JoinAsync(server, after: null);
        await server.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.5)); // A copy within a second of the last message would pass.
        foreach (var file in Directory.GetFiles(server.DataDirectory))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        await using var copy = await ServerProcess.StartAsync($"--AkkaChat:DataDirectory={folder.Path}");
        var joined = await JoinAsync(copy, PositionOf(before));
        Assert.Equal("snapshot", (string)joined["mode"]!);
        Assert.Equal(["one", "two"], joined.Texts());
    }

    public void Dispose() => folder.Dispose();

    /// <summary>As <c>sqlite3 chat.db ".backup FILE"</c> does, in the middle of other people's messages; the copy is whole.</summary>
    private static async Task BackUpWhileWritingAsync(ServerProcess server, string to)
    {
        await using var burst = await Burst.StartAsync(server, writers: 4);
        await burst.AcknowledgedAsync(50);
        await using var source = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        await using var backup = new SqliteConnection($"Data Source={to};Pooling=False");
        await source.OpenAsync();
        await backup.OpenAsync();
        source.BackupDatabase(backup);
        await burst.AcknowledgedAsync(100);
        await using var check = backup.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await check.ExecuteScalarAsync());
    }

    private static async Task PostAsync(ServerProcess server, params string[] texts)
    {
        await using var guest = await Guest.JoinAsync(server.WebSocket, Room);
        foreach (var text in texts)
            await guest.PostedAsync(text, Room);
    }

    private static async Task<JsonNode> JoinAsync(ServerProcess server, object? after)
    {
        await using var guest = await Guest.ConnectAsync(server.WebSocket);
        return await guest.AskAsync(new { type = "join", room = Room, after });
    }

    private static object PositionOf(JsonNode joined) => new { epoch = (string)joined["epoch"]!, seq = (long)joined["head"]! };
}
