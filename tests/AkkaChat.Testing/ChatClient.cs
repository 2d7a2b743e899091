using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace AkkaChat.Testing;

/// <summary>A WebSocket client for tests: what comes is kept in order, as text, and every wait has a bound.</summary>
public class ChatClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly Channel<string> received = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim sending = new(1);
    private Task reading = Task.CompletedTask;

    protected ChatClient()
    {
    }

    /// <summary>The code that the server closed with; null while open, or when the connection was cut.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    /// <summary>Plain text.</summary>
    public static async Task<ChatClient> ConnectAsync(Uri address)
    {
        var client = new ChatClient();
        await client.OpenAsync(address, subprotocol: null);
        return client;
    }

    public async Task SendAsync(string text)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    public async Task SendBinaryAsync(byte[] bytes) =>
        await socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message; throws when the connection ends or nothing comes.</summary>
    public async Task<string> ReceiveAsync()
    {
        using var timeout = new CancellationTokenSource(Await.Timeout);
        return await received.Reader.ReadAsync(timeout.Token);
    }

    /// <summary>What has come and was not taken yet.</summary>
    public IReadOnlyList<string> Pending()
    {
        var pending = new List<string>();
        while (received.Reader.TryRead(out var text))
            pending.Add(text);
        return pending;
    }

    /// <summary>Waits for the server to close, and returns the code; null when the connection was cut without one.</summary>
    public async Task<int?> ClosedAsync()
    {
        await reading.WaitAsync(Await.Timeout);
        return CloseCode;
    }

    public async Task CloseAsync()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await reading.WaitAsync(Await.Timeout);
    }

    /// <summary>Cuts the connection as a crash would.</summary>
    public void Abort() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
        sending.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task OpenAsync(Uri address, string? subprotocol)
    {
        if (subprotocol is not null)
            socket.Options.AddSubProtocol(subprotocol);
        using var timeout = new CancellationTokenSource(Await.Timeout);
        await socket.ConnectAsync(address, timeout.Token);
        reading = ReadAllAsync();
    }

    private async Task ReadAllAsync()
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    break;
                }
                message.Write(buffer, 0, result.Count);
                if (!result.EndOfMessage)
                    continue;
                received.Writer.TryWrite(Encoding.UTF8.GetString(message.ToArray()));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut: what came before counts.
        }
        received.Writer.TryComplete();
    }
}

/// <summary>A client of <c>akkachat.v1</c>.</summary>
public sealed class JsonChatClient : ChatClient
{
    private int lastRef;

    public static new async Task<JsonChatClient> ConnectAsync(Uri address)
    {
        var client = new JsonChatClient();
        await client.OpenAsync(address, "akkachat.v1");
        return client;
    }

    /// <summary>Connects, says hello and joins.</summary>
    public static async Task<JsonChatClient> JoinedAsync(Uri address, string name, string room = "lobby")
    {
        var client = await ConnectAsync(address);
        await client.AskAsync(new { type = "hello", name });
        await client.AskAsync(new { type = "join", room });
        return client;
    }

    /// <summary>Sends a request without waiting for a reply.</summary>
    public Task TellAsync(object request) => SendAsync(JsonSerializer.Serialize(request));

    public Task<JsonNode> PostAsync(string id, string text, string room = "lobby") => AskAsync(new { type = "send", room, id, text });

    /// <summary>Sends with a ref of its own, and returns the reply; what else comes meanwhile is dropped.</summary>
    public async Task<JsonNode> AskAsync(object request)
    {
        var node = JsonSerializer.SerializeToNode(request)!;
        node["ref"] = ++lastRef;
        await SendAsync(node.ToJsonString());
        return await NextAsync(m => (int?)m["ref"] == lastRef);
    }

    /// <summary>The next message for which this holds; those before it are dropped.</summary>
    /// <exception cref="TimeoutException">Others came, and it did not.</exception>
    public async Task<JsonNode> NextAsync(Func<JsonNode, bool> matches)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Await.Timeout;)
        {
            var message = JsonNode.Parse(await ReceiveAsync())!;
            if (matches(message))
                return message;
        }
        throw new TimeoutException($"Waited {Await.Timeout} in vain for a message");
    }

    public Task<JsonNode> NextAsync(string type) => NextAsync(m => (string?)m["type"] == type);

    /// <summary>The texts of the next so many live events.</summary>
    public async Task<IReadOnlyList<string>> NextTextsAsync(int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
            texts.Add((string)(await NextAsync("event"))["text"]!);
        return texts;
    }
}
