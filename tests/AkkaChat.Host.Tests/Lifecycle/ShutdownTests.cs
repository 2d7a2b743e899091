using System.Diagnostics;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>The server is told to stop: everybody hears of it, and nothing that was acknowledged is lost.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Hundreds_of_clients_are_told_goodbye_and_the_server_ends_in_good_order_within_five_seconds(string signal)
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        var guests = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Guest.JoinAsync(server.WebSocket, "lobby")));
        await using var plain = await RawWebSocket.OpenAsync(server.WebSocket, null);

        var clock = Stopwatch.StartNew();
        server.Signal(signal);
        Assert.Equal(0, await server.ExitAsync());
        Assert.True(clock.Elapsed < MostTime, $"The server took {clock.Elapsed} to stop");

        var waits = new HashSet<int>();
        foreach (var guest in guests)
        {
            var goodbye = await guest.NextAsync("goodbye");
            Assert.Equal(4011, (int)goodbye["code"]!);
            waits.Add((int)goodbye["reconnectAfterMs"]!);
            Assert.Equal(4011, await guest.ClosedAsync());
            await guest.DisposeAsync();
        }
        Assert.All(waits, wait => Assert.InRange(wait, 1, 60_000));
        Assert.True(waits.Count > 10, "Everybody would come back at once");
        Assert.Equal(4011, await plain.ReceiveCloseFrameAsync());
    }

    [Fact]
    public async Task A_client_that_answers_nothing_does_not_keep_the_server()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var json = await RawWebSocket.OpenAsync(server.WebSocket, RawWebSocket.Json);
        await using var plain = await RawWebSocket.OpenAsync(server.WebSocket, null);
        var clock = Stopwatch.StartNew();
        server.Signal("TERM");
        Assert.Equal(0, await server.ExitAsync());
        Assert.True(clock.Elapsed < MostTime, $"The server took {clock.Elapsed} to stop");
        Assert.Equal(4011, await json.ReceiveCloseFrameAsync());
        Assert.Equal(4011, await plain.ReceiveCloseFrameAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_before_the_end_is_there_after_it()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        await using var burst = await Burst.StartAsync(server, writers: 10);
        await burst.AcknowledgedAsync(200);
        Assert.Equal(0, await server.StopAsync());
        await burst.EndedAsync();
        await server.StartAgainAsync();
        await burst.AssertNothingLostAsync();
    }

    [Fact]
    public async Task A_plain_text_that_was_read_before_the_end_is_there_after_it()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        await using var plain = await RawWebSocket.OpenAsync(server.WebSocket, null);
        await plain.SendAsync([.. Enumerable.Range(0, 50).Select(i => ClientFrame.Text($"{i}")), ClientFrame.Ping(1)]);
        while ((await plain.ReceiveAsync()).Opcode != ClientFrame.PongFrame)
        {
        }
        await server.StopAsync();
        await server.StartAgainAsync();
        await using var reader = await Guest.JoinAsync(server.WebSocket, "lobby");
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), await reader.TextsInHistoryAsync("lobby"));
    }
}
