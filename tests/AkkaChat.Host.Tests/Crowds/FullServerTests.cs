using System.Net.Sockets;
using System.Text;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Crowds;

/// <summary>A server lets in as many as it may have, and has the others come back.</summary>
public sealed class FullServerTests
{
    private const string RefusedStart = "HTTP/1.1 503 ", LetInStart = "HTTP/1.1 101 ";

    [Fact]
    public async Task Who_finds_the_server_full_is_told_to_come_back_and_gets_in_when_somebody_left()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:Connections=3");
        await using var ada = await Guest.JoinAsync(server.WebSocket, "lobby");
        await using var plain = await ChatClient.ConnectAsync(server.WebSocket);
        await using var bob = await Guest.JoinAsync(server.WebSocket, "lobby");
        for (var i = 0; i < 2; i++)
        {
            var refused = await Upgrade.Json.AskAsync(server.Http);
            Assert.Equal((503, "2", "close"), (refused.Status, refused.Header("Retry-After"), refused.Header("Connection")));
            Assert.Contains("full", refused.Body, StringComparison.Ordinal);
        }

        await bob.CloseAsync();
        await Await.UntilAsync(async () => (await Upgrade.Json.AskAsync(server.Http)).Status == 101, "to be let in");

        await ada.PostAsync("1", "still here");
        Assert.Equal("still here", await plain.ReceiveAsync());
        Assert.Contains("The server is full: 3 connections", server.Output, StringComparison.Ordinal);
    }

    /// <summary>A process that can open no more files dies; this one never comes that far.</summary>
    [Fact]
    public async Task A_server_near_the_systems_limit_of_open_files_refuses_and_lives_on()
    {
        const int OpenFiles = 940, Knocks = 300;
        await using var server = await ServerProcess.StartInAsync(new Surroundings { OpenFiles = OpenFiles });
        await using var ada = await Guest.JoinAsync(server.WebSocket, "lobby");

        var (sockets, answers) = (new List<TcpClient>(), new List<string>());
        for (var i = 0; i < Knocks; i++)
        {
            sockets.Add(new TcpClient());
            answers.Add(await KnockAsync(sockets[^1], server));
        }
        Assert.StartsWith(LetInStart, answers[0], StringComparison.Ordinal);
        Assert.Contains(answers, answer => answer.StartsWith(RefusedStart, StringComparison.Ordinal));
        Assert.Equal("ok", (await ada.PostAsync("1", "still here")).Type());

        sockets.ForEach(socket => socket.Dispose());
        await Await.UntilAsync(async () => (await Upgrade.Json.AskAsync(server.Http)).Status == 101, "to be let in");
    }

    /// <summary>Asks to be let in, and keeps the socket whatever the answer is.</summary>
    private static async Task<string> KnockAsync(TcpClient client, ServerProcess server)
    {
        using var timeout = new CancellationTokenSource(Await.Timeout);
        await client.ConnectAsync("127.0.0.1", server.Port, timeout.Token);
        var request = $"GET / HTTP/1.1\r\nHost: {server.Http.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        var answer = new byte[64];
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), timeout.Token);
            return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAsync(answer, timeout.Token));
        }
        catch (IOException)
        {
            return ""; // Closed before it was asked.
        }
    }
}
