using System.Diagnostics;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>How fast one person may send (docs/protocol.md, Limits).</summary>
public sealed class RateLimitTests(RateLimitTests.DefaultServer fixture) : IClassFixture<RateLimitTests.DefaultServer>
{
    public sealed class DefaultServer() : ServerFixture;

    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task A_burst_of_20_is_taken_and_then_one_has_to_wait_as_long_as_one_is_told()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var clock = Stopwatch.StartNew();
        var sent = 0;
        var reply = await ada.PostAsync(Guest.NewId(), "x", room);
        for (; reply.Type() == "ok"; sent++)
            reply = await ada.PostAsync(Guest.NewId(), "x", room);
        Assert.InRange(sent, 20, 20 + clock.Elapsed.TotalSeconds + 1);
        Assert.Equal("rate_limited", reply.Code());
        var wait = (int)reply["retryAfterMs"]!;
        Assert.InRange(wait, 1, 1_000);
        clock.Restart();
        await Await.UntilAsync(() => clock.ElapsedMilliseconds > wait, "the time that was told");
        await ada.PostedAsync("again", room);
    }

    [Fact]
    public async Task The_limit_is_a_persons_over_all_connections_and_no_others()
    {
        await using var ada = await Guest.SilentAsync(fixture);
        var token = (string)(await ada.AskAsync(new { type = "hello" }))["token"]!;
        await ada.AskAsync(new { type = "join", room });
        await using var tab = await Guest.SilentAsync(fixture);
        await tab.AskAsync(new { type = "hello", token });
        await tab.AskAsync(new { type = "join", room });
        await using var bob = await Guest.JoinAsync(fixture, room);
        while ((await ada.PostAsync(Guest.NewId(), "x", room)).Type() == "ok")
        {
        }
        var limited = await tab.PostAsync(Guest.NewId(), "x", room);
        Assert.True(limited.Code() == "rate_limited" || limited.Type() == "ok" && (await tab.PostAsync(Guest.NewId(), "x", room)).Code() == "rate_limited");
        await bob.PostedAsync("not me", room);
    }

    [Fact]
    public async Task Coming_back_does_not_give_new_sends()
    {
        await using var ada = await Guest.SilentAsync(fixture);
        var token = (string)(await ada.AskAsync(new { type = "hello" }))["token"]!;
        await ada.AskAsync(new { type = "join", room });
        while ((await ada.PostAsync(Guest.NewId(), "x", room)).Type() == "ok")
        {
        }
        await ada.CloseAsync();
        await using var again = await Guest.SilentAsync(fixture);
        await again.AskAsync(new { type = "hello", token });
        await again.AskAsync(new { type = "join", room });
        var sent = 0;
        while ((await again.PostAsync(Guest.NewId(), "x", room)).Type() == "ok")
            sent++;
        Assert.InRange(sent, 0, 15);
    }

    [Fact]
    public async Task The_welcome_tells_the_limits_as_they_are_set()
    {
        await using var ada = await Guest.SilentAsync(fixture);
        var limits = (await ada.AskAsync(new { type = "hello" }))["limits"]!;
        Assert.Equal((1, 20), ((double)limits["sendsPerSecond"]!, (int)limits["sendBurst"]!));
        Assert.Equal((65_536, 16_384, 32, 64), ((int)limits["frameBytes"]!, (int)limits["textBytes"]!, (int)limits["nameCharacters"]!, (int)limits["roomNameCharacters"]!));
        Assert.Equal((200, 1_048_576), ((int)limits["roomsPerConnection"]!, (int)limits["outboundQueueBytes"]!));
    }
}
