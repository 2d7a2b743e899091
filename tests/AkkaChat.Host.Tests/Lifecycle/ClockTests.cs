using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>The system's clock jumps: only <c>at</c> shows it. Order, timeouts, connections and tokens do not depend on it.</summary>
public sealed class ClockTests
{
    private const int HeartbeatMs = 3_000;

    public sealed class FactWithClockAttribute : FactAttribute
    {
        public FactWithClockAttribute() => Skip = FakeClock.CanBe ? null : "libfaketime is not installed";
    }

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Near = TimeSpan.FromMinutes(10);

    [FactWithClock]
    public async Task An_hour_forward_and_back_changes_no_order_ends_no_connection_and_keeps_tokens()
    {
        using var clock = new FakeClock();
        await using var server = await ServerProcess.StartInAsync(
            clock.Surroundings, "--AkkaChat:Limits:SendsPerSecond=0", $"--AkkaChat:Limits:HeartbeatMs={HeartbeatMs}");
        await using var ada = await JsonChatClient.ConnectAsync(server.WebSocket);
        var welcome = await ada.AskAsync(new { type = "hello", name = "Ada" });
        Assert.Equal("joined", (await ada.AskAsync(new { type = "join", room = "lobby" })).Type());
        await using var bob = await Guest.JoinAsync(server.WebSocket, "lobby");

        var head = 0L;
        foreach (var offset in new[] { Hour, TimeSpan.Zero, -Hour })
        {
            clock.Set(offset);
            head = await PostUntilAsync(ada, offset);
            for (var i = 0; i < 2; i++)
                await bob.NextAsync(m => m.Type() is "heartbeat");
            await SameGuestAsync(server, welcome);
        }
        await using var reader = await Guest.JoinAsync(server.WebSocket, "lobby");
        await AssertOrderAsync(reader, head);

        await server.KillAsync(); // And starts again an hour before its keys and its newest messages were made.
        await server.StartAgainAsync();
        Assert.DoesNotContain("begin anew", server.Output, StringComparison.Ordinal); // It is the same log.
        await SameGuestAsync(server, welcome);
        await using var late = await Guest.JoinAsync(server.WebSocket, "lobby");
        Assert.Equal(head + 1, await late.PostedAsync("late", "lobby"));
        await AssertOrderAsync(late, head + 1);
    }

    /// <summary>Until the server's clock shows it. Returns the head.</summary>
    private static async Task<long> PostUntilAsync(JsonChatClient guest, TimeSpan offset)
    {
        var seq = 0L;
        await Await.UntilAsync(
            async () =>
            {
                var ok = await guest.PostAsync(Guest.NewId(), "x");
                Assert.True(ok.Type() == "ok", ok.ToJsonString());
                seq = (long)ok["seq"]!;
                return (DateTimeOffset.FromUnixTimeMilliseconds((long)ok["at"]!) - DateTimeOffset.UtcNow - offset).Duration() < Near;
            },
            $"the server's clock to be {offset} off");
        return seq;
    }

    private static async Task SameGuestAsync(ServerProcess server, System.Text.Json.Nodes.JsonNode welcome)
    {
        await using var again = await JsonChatClient.ConnectAsync(server.WebSocket);
        var reply = await again.AskAsync(new { type = "hello", token = (string)welcome["token"]! });
        Assert.Equal((string)welcome["user"]!["id"]!, (string?)reply["user"]?["id"]);
    }

    // Also a page by a time that the log passes more than once is one.
    private static async Task AssertOrderAsync(JsonChatClient guest, long head)
    {
        for (var seq = head + 1; seq > 1;)
        {
            var page = await guest.AskAsync(new { type = "history", room = "lobby", before = seq, limit = 100 });
            foreach (var told in page.Seqs().Reverse())
                Assert.Equal(--seq, told);
        }
        foreach (var offset in new[] { -2 * Hour, -Hour, TimeSpan.Zero, Hour, 2 * Hour })
        {
            var at = (DateTimeOffset.UtcNow + offset).ToUnixTimeMilliseconds();
            var page = await guest.AskAsync(new { type = "history", room = "lobby", at, limit = 10 });
            Assert.Equal("history", page.Type());
            Assert.NotEmpty(page.Seqs());
            Assert.All(page.Seqs(), (seq, i) => Assert.Equal(page.Seqs()[0] + i, seq));
        }
    }
}
