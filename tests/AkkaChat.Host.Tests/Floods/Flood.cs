using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Floods;

/// <summary>Sends the same frames over and over, as fast as it can, until the server closes.</summary>
internal static class Flood
{
    private const int Together = 50;

    /// <summary>The server's messages up to its close frame, and the code of that.</summary>
    public static async Task<(int? Code, IReadOnlyList<string> Texts)> WithAsync(RawWebSocket client, params ClientFrame[] frames)
    {
        byte[] bytes = [.. Enumerable.Repeat(frames.SelectMany(f => f.Bytes), Together).SelectMany(b => b)];
        var texts = new List<string>();
        var closing = ReadToCloseAsync(client, texts);
        var sending = SendUntilAsync(client, bytes, closing);
        var code = await closing.WaitAsync(Await.Timeout);
        await sending;
        return (code, texts);
    }

    /// <summary>Never looks at what the server says; returns when the connection is cut.</summary>
    public static async Task DeafAsync(RawWebSocket client, ClientFrame frame)
    {
        byte[] bytes = [.. Enumerable.Repeat(frame.Bytes, Together).SelectMany(b => b)];
        Exception? end = null;
        while (end is null)
            end = await Record.ExceptionAsync(() => client.SendBytesAsync(bytes));
        Assert.IsType<IOException>(end); // And not the timeout of a server that reads no more and holds on.
    }

    private static async Task SendUntilAsync(RawWebSocket client, byte[] bytes, Task end)
    {
        // Once the close frame is there, the server may cut what still comes.
        while (!end.IsCompleted && await Record.ExceptionAsync(() => client.SendBytesAsync(bytes)) is null)
        {
        }
    }

    private static async Task<int?> ReadToCloseAsync(RawWebSocket client, List<string> texts)
    {
        while (true)
        {
            var frame = await client.ReceiveAsync();
            if (frame.IsClose)
                return frame.CloseCode;
            if (frame.Opcode == ClientFrame.TextFrame)
                texts.Add(frame.Text);
        }
    }
}
