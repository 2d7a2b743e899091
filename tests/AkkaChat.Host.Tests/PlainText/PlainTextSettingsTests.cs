using System.Diagnostics;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.PlainText;

/// <summary>What an operator can change for plain-text clients.</summary>
public sealed class PlainTextSettingsTests
{
    [Fact]
    public async Task Over_the_rate_limit_nothing_is_dropped_it_only_takes_longer()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=50", "--AkkaChat:Limits:SendBurst=5");
        await using var client = await ChatClient.ConnectAsync(server.WebSocket);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 60; i++)
            await client.SendAsync($"{i}");
        for (var i = 0; i < 60; i++)
            Assert.Equal($"{i}", await client.ReceiveAsync());
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(1), $"55 messages beyond the burst at 50 a second took only {clock.Elapsed}");
        Assert.Null(client.CloseCode);
    }

    [Fact]
    public async Task Off_refuses_plain_text_and_nothing_else()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:PlainText:Access=Off");
        var answer = await Upgrade.Plain.AskAsync(server.Http);
        Assert.Equal(400, answer.Status);
        Assert.Contains("akkachat.v1", answer.Body, StringComparison.Ordinal);
        Assert.Equal(101, (await Upgrade.Json.AskAsync(server.Http)).Status);
    }

    [Fact]
    public async Task Read_only_delivers_what_others_say_and_takes_nothing()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:PlainText:Access=ReadOnly", "--AkkaChat:Limits:SendsPerSecond=0");
        await using var json = await Guest.JoinAsync(server.WebSocket, "lobby");
        await using var plain = await RawWebSocket.OpenAsync(server.WebSocket, null);
        await plain.SendAsync(ClientFrame.Text("not for the room"), ClientFrame.Ping(1));
        Assert.Equal(ClientFrame.PongFrame, (await plain.ReceiveAsync()).Opcode);
        await json.NextAsync(m => m.Type() == "presence" && (int)m["online"]! == 2);
        await json.PostedAsync("from others", "lobby");
        Assert.Equal("from others", await plain.ReceiveTextAsync());
        Assert.Equal(["from others"], await json.TextsInHistoryAsync("lobby"));
    }
}
