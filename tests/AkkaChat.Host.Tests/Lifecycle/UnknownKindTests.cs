using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>A newer server has stored events of kinds that this one does not know: they keep their place, and the room lives.</summary>
public sealed class UnknownKindTests
{
    private const string Room = "lobby";

    [Fact]
    public async Task An_event_of_an_unknown_kind_is_passed_on_by_name_wherever_events_are_and_is_no_message()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        await using (var first = await Guest.JoinAsync(server.WebSocket, Room))
            await first.PostedAsync("one", Room);
        await server.StopAsync();
        await StoreAsync(server, "danced");
        await server.StartAgainAsync();

        await using var ada = await Guest.ConnectAsync(server.WebSocket);
        var snapshot = await ada.AskAsync(new { type = "join", room = Room });
        Assert.Equal((2, "one"), ((int)snapshot["head"]!, Assert.Single(snapshot.Texts())));
        var delta = await ada.AskAsync(new { type = "join", room = Room, after = new { epoch = (string)snapshot["epoch"]!, seq = 0 } });
        Assert.Equal(["posted", "danced"], delta.Events().Select(e => (string)e["kind"]!));
        Assert.Equal(["one"], await ada.TextsInHistoryAsync(Room));
        Assert.Equal("not_found", await ada.RefusedAsync(new { type = "edit", room = Room, id = "e", target = 2, text = "x" }));
        Assert.Equal("not_found", await ada.RefusedAsync(new { type = "react", room = Room, id = "r", target = 2, emoji = "👍" }));
        Assert.Equal(3, await ada.PostedAsync("three", Room));

        await using var plain = await ChatClient.ConnectAsync(server.WebSocket);
        await plain.SendAsync("four");
        Assert.Equal("four", await plain.ReceiveAsync());
        await StoreAsync(server, "sang"); // Behind the room's back, and the room's own next event has to give way to it.
        await plain.SendAsync("six");
        Assert.Equal("six", await plain.ReceiveAsync());
        Assert.Equal("sang", (string)(await ada.NextAsync(m => m.Type() == "event" && (int)m["seq"]! == 5))["kind"]!);
        Assert.Equal("six", (string)(await ada.NextAsync("event"))["text"]!);
    }

    [Fact]
    public async Task The_log_tells_of_it_once()
    {
        await using var server = await ServerProcess.StartAsync();
        await using (var first = await Guest.JoinAsync(server.WebSocket, Room))
            await first.PostedAsync("one", Room);
        await server.StopAsync();
        await StoreAsync(server, "danced");
        await StoreAsync(server, "sang");
        await server.StartAgainAsync();
        for (var i = 0; i < 3; i++)
            await using (await Guest.JoinAsync(server.WebSocket, Room))
            {
            }
        Assert.Single(server.Output.Split('\n'), line => line.Contains("does not know", StringComparison.Ordinal));
    }

    private static async Task StoreAsync(ServerProcess server, string kind)
    {
        await using var database = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        await database.OpenAsync();
        await using var insert = database.CreateCommand();
        insert.CommandText = """
            INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind)
            SELECT room, max(seq) + 1, max(at), 'u', 'U', @kind, @kind FROM events WHERE room = 'lobby'
            """;
        insert.Parameters.AddWithValue("@kind", kind);
        Assert.Equal(1, await insert.ExecuteNonQueryAsync());
    }
}
