using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>Sent any number of times, stored once (docs/protocol.md, promise 3), whatever becomes of connections and of the server in between.</summary>
public sealed class RepeatTests
{
    private const int Times = 100, KilledAt = 33, StoppedAt = 66;

    [Fact]
    public async Task The_same_id_a_hundred_times_over_reconnects_and_restarts_is_one_event_with_one_seq()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        var (first, token) = await SaidHelloAsync(server, token: null);
        await first.DisposeAsync();
        var answers = new List<(long Seq, bool IsDuplicate)>();
        for (var time = 0; time < Times; time++)
        {
            if (time == KilledAt)
                await server.KillAsync();
            else if (time == StoppedAt)
                await server.StopAsync();
            if (time is KilledAt or StoppedAt)
                await server.StartAgainAsync();

            await using var client = (await SaidHelloAsync(server, token)).Client;
            await client.AskAsync(new { type = "join", room = "lobby" });
            if (time % 3 == 1)
            {
                await client.TellAsync(new { type = "send", room = "lobby", id = "same", text = "once" });
                client.Abort();
                continue;
            }
            var ok = await client.PostAsync("same", "once");
            Assert.Equal("ok", ok.Type());
            answers.Add(((long)ok["seq"]!, (bool)ok["duplicate"]!));
        }
        Assert.Equal([(1, false), .. Enumerable.Repeat((1L, true), answers.Count - 1)], answers);

        await using var reader = await Guest.JoinAsync(server.WebSocket, "lobby");
        Assert.Equal(2, await reader.PostedAsync("next", "lobby"));
        Assert.Equal(["once", "next"], await reader.TextsInHistoryAsync("lobby"));
    }

    private static async Task<(JsonChatClient Client, string Token)> SaidHelloAsync(ServerProcess server, string? token)
    {
        var client = await JsonChatClient.ConnectAsync(server.WebSocket);
        var welcome = await client.AskAsync(new { type = "hello", token });
        Assert.Equal("welcome", welcome.Type());
        return (client, (string)welcome["token"]!);
    }
}
