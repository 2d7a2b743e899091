using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Handshake;

/// <summary>Heads of requests that are too slow, too big or none.</summary>
public sealed class RequestHeadTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_head_that_trickles_is_cut_after_ten_seconds()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Address.Host, fixture.Address.Port);
        var clock = Stopwatch.StartNew();
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray());
        var answer = ReadAsync(client.GetStream());
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!answer.IsCompleted && clock.Elapsed < Await.Timeout)
        {
            await Record.ExceptionAsync(async () => await client.GetStream().WriteAsync("a"u8.ToArray()));
            await tick.WaitForNextTickAsync();
        }
        Assert.True(answer.IsCompleted, "The server still waits for the rest of the head");
        Assert.InRange(clock.Elapsed.TotalSeconds, 8, 30);
    }

    [Fact]
    public async Task Headers_of_64_KiB_are_too_large()
    {
        var headers = string.Concat(Enumerable.Range(0, 64).Select(i => $"X-{i}: {new string('x', 1_000)}\r\n"));
        var answer = "";
        // The server stops reading, so its answer may be overtaken by a reset: then it is asked again.
        await Await.UntilAsync(
            async () => (answer = await AskAsync($"GET / HTTP/1.1\r\nHost: x\r\n{headers}\r\n")).Length > 0, "an answer");
        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\nHost: x\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nConnection: Upgrade\r\n\r\n")]
    public async Task A_head_that_is_none_is_a_bad_request(string head) =>
        Assert.StartsWith("HTTP/1.1 400 ", await AskAsync(head), StringComparison.Ordinal);

    private async Task<string> AskAsync(string head)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Address.Host, fixture.Address.Port);
        var answer = ReadAsync(client.GetStream(), until: "\r\n");
        await Record.ExceptionAsync(async () => await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head)));
        return await answer;
    }

    // As much as came up to the end: the server may reset a connection whose client still talks.
    private static async Task<string> ReadAsync(NetworkStream stream, string? until = null)
    {
        var (answer, buffer) = (new StringBuilder(), new byte[4096]);
        await Record.ExceptionAsync(async () =>
        {
            int count;
            while (!(until is not null && answer.ToString().Contains(until, StringComparison.Ordinal))
                && (count = await stream.ReadAsync(buffer).AsTask().WaitAsync(Await.Timeout)) > 0)
                answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        });
        return answer.ToString();
    }
}
