using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Host.Tests.Trouble;

/// <summary>What people and probes notice while the database can't be written, and when it can again.</summary>
internal sealed class TroubleScenario(ServerProcess server, string databaseFile) : IAsyncDisposable
{
    private const string Room = "talk", QuietRoom = "quiet";

    /// <summary>Promised are 2 s; a test machine that is busy with others may take its time.</summary>
    private static readonly TimeSpan SoonRefused = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SoonBack = TimeSpan.FromSeconds(12);

    private readonly List<string> acknowledged = [];
    private readonly HttpClient http = new() { BaseAddress = server.Http };
    private JsonChatClient ada = null!;
    private ChatClient plain = null!;

    /// <summary>Some talk, and a room that nobody has in memory.</summary>
    public async Task BeginAsync()
    {
        await using (var guest = await Guest.JoinAsync(server.WebSocket, QuietRoom))
            await guest.PostedAsync("quiet", QuietRoom);
        await server.StopAsync();
        await server.StartAgainAsync();
        ada = await Guest.JoinAsync(server.WebSocket, Room);
        plain = await ChatClient.ConnectAsync(new Uri(server.WebSocket, $"?room={Room}"));
        foreach (var text in new[] { "one", "two", "three" })
            await PostAsync(text);
        await Await.UntilAsync(IsReadyAsync, "the server to be ready");
    }

    /// <summary>While it lasts: whoever writes is told so soon, whoever reads reads on, and who is patient waits.</summary>
    public async Task AssertTroubleIsToldAndReadingGoesOnAsync()
    {
        var clock = Stopwatch.StartNew();
        await plain.SendAsync("patient");
        AssertRefused(await ada.PostAsync("lost", "lost", Room));
        await using var guest = await Guest.ConnectAsync(server.WebSocket);
        for (var i = 0; i < 20; i++)
            AssertRefused(await guest.AskAsync(new { type = "join", room = Guest.NewRoom() }));
        Assert.True(clock.Elapsed < SoonRefused, $"Refused after {clock.Elapsed}");

        Assert.Equal(["quiet"], (await guest.AskAsync(new { type = "join", room = QuietRoom })).Texts());
        Assert.Equal(acknowledged, (await guest.AskAsync(new { type = "join", room = Room })).Texts());
        Assert.Equal(acknowledged, await guest.TextsInHistoryAsync(Room));
        await Await.UntilAsync(async () => !await IsReadyAsync(), "the server to say that it is not ready");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz/live")).StatusCode);
    }

    /// <summary>After the cure: all goes on by itself, nothing acknowledged is lost, and the log of the server tells of it once.</summary>
    public async Task AssertAllGoesOnAsync()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal("patient", await SkipOwnAsync());
        acknowledged.Add("patient");
        while ((await ada.PostAsync("back", "back", Room)).Type() != "ok")
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        Assert.True(clock.Elapsed < SoonBack, $"Back after {clock.Elapsed}");
        acknowledged.Add("back");
        await Await.UntilAsync(IsReadyAsync, "the server to be ready again");
        Assert.Single(LinesWith("can't be written now"));
        Assert.Single(LinesWith("can be written again"));
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);

        await server.KillAsync();
        await server.StartAgainAsync();
        await using var guest = await Guest.JoinAsync(server.WebSocket, Room);
        Assert.Equal(acknowledged, await guest.TextsInHistoryAsync(Room));
        await using var database = new SqliteConnection($"Data Source={databaseFile};Pooling=False");
        await database.OpenAsync();
        await using var check = database.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await check.ExecuteScalarAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await ada.DisposeAsync();
        await plain.DisposeAsync();
        http.Dispose();
    }

    private static void AssertRefused(JsonNode reply)
    {
        Assert.Equal(("error", "unavailable"), (reply.Type(), reply.Code()));
        Assert.InRange((int)reply["retryAfterMs"]!, 1, 10_000);
    }

    private async Task<bool> IsReadyAsync() => (await http.GetAsync("/healthz/ready")).IsSuccessStatusCode;

    private async Task PostAsync(string text)
    {
        await ada.PostedAsync(text, Room);
        acknowledged.Add(text);
    }

    private async Task<string> SkipOwnAsync()
    {
        var texts = await Task.WhenAll(acknowledged.Select(_ => plain.ReceiveAsync()));
        Assert.Equal(acknowledged, texts);
        return await plain.ReceiveAsync();
    }

    private IEnumerable<string> LinesWith(string words) => server.Output.Split('\n').Where(line => line.Contains(words, StringComparison.Ordinal));
}
