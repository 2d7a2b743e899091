using System.Net;
using System.Net.Sockets;
using AkkaChat.Host.Tests.Lifecycle;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;
using Npgsql;

namespace AkkaChat.Host.Tests.Postgres;

/// <summary>The server with its rooms in a real PostgreSQL.</summary>
public sealed class PostgresTests
{
    [Fact]
    public async Task A_guest_and_what_was_said_on_one_server_are_known_on_another()
    {
        var settings = On(PostgresServer.Shared.NewDatabase());
        await using var first = await ServerProcess.StartAsync(settings);
        await using var ada = await JsonChatClient.ConnectAsync(first.WebSocket);
        var welcome = await ada.AskAsync(new { type = "hello", name = "Ada" });
        await ada.AskAsync(new { type = "join", room = "talk" });
        await ada.PostedAsync("said before", "talk");
        Assert.Contains("PostgreSQL", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-", first.Output, StringComparison.Ordinal);
        await first.StopAsync();

        await using var second = await ServerProcess.StartAsync(settings);
        await using var again = await JsonChatClient.ConnectAsync(second.WebSocket);
        var known = await again.AskAsync(new { type = "hello", token = (string)welcome["token"]! });
        Assert.Equal("welcome", known.Type());
        Assert.Equal((string)welcome["user"]!["id"]!, (string)known["user"]!["id"]!);
        Assert.Equal(["said before"], (await again.AskAsync(new { type = "join", room = "talk" })).Texts());
    }

    [Fact]
    public async Task No_acknowledged_message_is_lost_or_doubled_by_kills_in_mid_burst_and_clients_resume()
    {
        await using var server = await ServerProcess.StartAsync([.. On(PostgresServer.Shared.NewDatabase()), "--AkkaChat:Limits:SendsPerSecond=0"]);
        var (epoch, seq) = ("", 0L);
        for (var kill = 1; kill <= 3; kill++)
        {
            var burst = await Burst.StartAsync(server, writers: 10);
            await burst.AcknowledgedAsync(100 * kill);
            await server.KillAsync();
            await burst.EndedAsync();
            await burst.DisposeAsync();
            await server.StartAgainAsync();
            await burst.AssertNothingLostAsync();
            await using var reader = await Guest.ConnectAsync(server.WebSocket);
            if (kill == 1)
                epoch = (string)(await reader.AskAsync(new { type = "join", room = Burst.Room }))["epoch"]!;
            else
                seq = await reader.ResumedAsync(Burst.Room, epoch, seq);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_database_is_away_senders_are_told_and_afterwards_all_goes_on_by_itself(bool hangs)
    {
        using var postgres = new PostgresServer();
        await using var server = await ServerProcess.StartAsync(On(postgres.NewDatabase()));
        using var http = new HttpClient { BaseAddress = server.Http };
        await using var ada = await Guest.JoinAsync(server.WebSocket, "talk");
        await using var plain = await ChatClient.ConnectAsync(new Uri(server.WebSocket, "?room=talk"));
        await ada.PostedAsync("before", "talk");
        Assert.Equal("before", await plain.ReceiveAsync());

        (hangs ? postgres.Pause : (Action)postgres.Stop)();
        Assert.Equal("unavailable", (await ada.PostAsync("lost", "lost", "talk")).Code());
        Assert.Equal("unavailable", await ada.RefusedAsync(new { type = "join", room = "another" }));
        await plain.SendAsync("patient");
        await Await.UntilAsync(async () => (await http.GetAsync("/healthz/ready")).StatusCode == HttpStatusCode.ServiceUnavailable, "the server to say that it is not ready");

        (hangs ? postgres.Resume : (Action)postgres.Start)();
        Assert.Equal("patient", (await ReceiveUntilAsync(plain, "patient"))[^1]);
        await Await.UntilAsync(async () => (await ada.PostAsync("back", "back", "talk")).Type() == "ok", "sending to be possible again");
        await Await.UntilAsync(async () => (await http.GetAsync("/healthz/ready")).IsSuccessStatusCode, "the server to be ready again");

        await server.KillAsync();
        await server.StartAgainAsync();
        await using var guest = await Guest.JoinAsync(server.WebSocket, "talk");
        var texts = await guest.TextsInHistoryAsync("talk");
        Assert.Equal(["before", "patient", "back"], texts.Where(text => text != "lost"));
    }

    [Fact]
    public async Task A_server_that_starts_before_its_database_waits_for_it_and_says_so()
    {
        using var postgres = new PostgresServer();
        var connectionString = postgres.NewDatabase();
        postgres.Stop();
        var starting = ServerProcess.StartAsync(On(connectionString));
        await KnocksAsync(new NpgsqlConnectionStringBuilder(connectionString), count: 5);
        Assert.False(starting.IsCompleted);
        postgres.Start();
        await using var server = await starting;
        await using var ada = await Guest.JoinAsync(server.WebSocket, "lobby");
        await ada.PostedAsync("here", "lobby");
        Assert.Single(server.Output.Split('\n'), line => line.Contains("can't be reached", StringComparison.Ordinal));
        Assert.DoesNotContain("secret-", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    // In the database's place: counts who wants to connect, and lets nobody in.
    private static async Task KnocksAsync(NpgsqlConnectionStringBuilder database, int count)
    {
        using var door = new TcpListener(IPAddress.Parse(database.Host!), database.Port);
        door.Start();
        for (var i = 0; i < count; i++)
            (await door.AcceptTcpClientAsync().WaitAsync(Await.Timeout)).Dispose();
    }

    internal static string[] On(string connectionString) => ["--AkkaChat:Storage=Postgres", $"--ConnectionStrings:AkkaChat={connectionString}"];

    private static async Task<List<string>> ReceiveUntilAsync(ChatClient client, string text)
    {
        var all = new List<string>();
        while (all.LastOrDefault() != text)
            all.Add(await client.ReceiveAsync());
        return all;
    }
}
