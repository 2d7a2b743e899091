using AkkaChat.Testing;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>
/// A room is made to fail for real: another writer takes the next seq behind its back, the database refuses the room's own, and the room
/// starts anew from the log.
/// </summary>
public class RoomFailureTests
{
    [Fact]
    public async Task A_room_that_fails_under_its_members_loses_doubles_and_reorders_nothing_and_nobody_is_disconnected()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        await using var json = await JsonChatClient.JoinedAsync(server.WebSocket, "Json");
        await using var plain = await ChatClient.ConnectAsync(server.WebSocket);
        await plain.SendAsync("plain 0");
        Assert.Equal(["plain 0"], await json.NextTextsAsync(1));

        var expected = new List<string>();
        for (var round = 1; round <= 5; round++)
        {
            await TakeNextSeqAsync(server.DatabaseFile, $"rival {round}");
            for (var i = 1; i <= 20; i++)
            {
                await plain.SendAsync($"plain {round}.{i}");
                await json.TellAsync(new { type = "send", room = "lobby", id = $"{round}-{i}", text = $"json {round}.{i}" });
            }
            var texts = await json.NextTextsAsync(41);
            Assert.Equal($"rival {round}", texts[0]);
            expected.AddRange(texts);
            foreach (var mode in new[] { "plain", "json" })
                Assert.Equal(Enumerable.Range(1, 20).Select(i => $"{mode} {round}.{i}"), texts.Where(t => t.StartsWith(mode, StringComparison.Ordinal)));
        }

        var seen = new List<string>();
        while (seen.Count < expected.Count + 1)
            seen.Add(await plain.ReceiveAsync());
        Assert.Equal(expected.Prepend("plain 0"), seen);
    }

    private static async Task TakeNextSeqAsync(string databaseFile, string text)
    {
        await using var database = new SqliteConnection($"Data Source={databaseFile};Pooling=False");
        await database.OpenAsync();
        await using var insert = database.CreateCommand();
        insert.CommandText = """
            INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind, text)
            SELECT 'lobby', max(seq) + 1, max(at), 'rival', 'Rival', @text, 'posted', @text FROM events WHERE room = 'lobby'
            """;
        insert.Parameters.AddWithValue("@text", text);
        Assert.Equal(1, await insert.ExecuteNonQueryAsync());
    }
}
