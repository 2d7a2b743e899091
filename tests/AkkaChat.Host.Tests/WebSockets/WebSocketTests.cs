using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.WebSockets;

/// <summary>What the tests of frames have in common: both modes, and how a violation has to end.</summary>
public abstract class WebSocketTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    protected const int ProtocolError = 1002, NotUtf8 = 1007, TooBig = 1009;

    public static readonly TheoryData<string?> Modes = [null, RawWebSocket.Json];

    protected AnyServer Fixture => fixture;

    /// <summary>Each value in both modes.</summary>
    protected static TheoryData<string?, T> InBothModes<T>(params IEnumerable<T> values)
    {
        var data = new TheoryData<string?, T>();
        foreach (var value in values)
        {
            data.Add(null, value);
            data.Add(RawWebSocket.Json, value);
        }
        return data;
    }

    protected Task<RawWebSocket> OpenAsync(string? mode) => RawWebSocket.OpenAsync(fixture.Address, mode, "/?room=" + Guest.NewRoom());

    /// <summary>The server's close frame comes, with one of these codes, and after it the end of the stream and no reset.</summary>
    protected async Task AssertClosedAsync(string? mode, byte[] bytes, params int[] codes)
    {
        await using var client = await OpenAsync(mode);
        await client.SendBytesAsync(bytes);
        Assert.Contains((await client.ReceiveCloseAsync())!.Value, codes);
    }

    protected Task AssertClosedAsync(string? mode, int code, params ClientFrame[] frames) =>
        AssertClosedAsync(mode, [.. frames.SelectMany(f => f.Bytes)], code);

    /// <summary>A ping is answered: whatever came before was taken without offence.</summary>
    protected static async Task AssertAliveAsync(RawWebSocket client)
    {
        await client.SendAsync(ClientFrame.Ping(0x42));
        var frame = await client.ReceiveAsync();
        while (frame.Opcode != ClientFrame.PongFrame)
        {
            Assert.False(frame.IsClose, $"The server closed: {frame}");
            frame = await client.ReceiveAsync();
        }
        Assert.Equal([0x42], frame.Payload);
    }
}
