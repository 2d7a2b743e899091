using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AkkaChat.Browser.Tests;

/// <summary>The network between one page and the server: it can be cut and joined, lose frames, and answer in the server's place.</summary>
public sealed class Wire
{
    private readonly List<IWebSocketRoute> open = [];
    private bool isCut;

    /// <summary>How often the page connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Sees each request; what it returns goes to the page as the reply, and null lets the server answer.</summary>
    public Func<JsonNode, object?> Answer { get; set; } = _ => null;

    /// <summary>Sees each frame of the server; true loses it.</summary>
    public Func<JsonNode, bool> Loses { get; set; } = _ => false;

    /// <summary>Sees each frame of the server on its way, and may change it.</summary>
    public Action<JsonNode> Changes { get; set; } = _ => { };

    /// <summary>Holds from the page's next loading on.</summary>
    public static async Task<Wire> ToAsync(ChatPage page)
    {
        var wire = new Wire();
        await page.Page.RouteWebSocketAsync("**/*", wire.Opened);
        return wire;
    }

    public Task CutAsync()
    {
        isCut = true;
        return CloseAsync();
    }

    public void Join() => isCut = false;

    /// <summary>Says something to the page in the server's place.</summary>
    public void Push(object frame) => open[^1].Send(JsonSerializer.Serialize(frame));

    public async Task CloseAsync(int? code = null)
    {
        foreach (var socket in open)
            await socket.CloseAsync(new() { Code = code });
        open.Clear();
    }

    private void Opened(IWebSocketRoute socket)
    {
        Connections++;
        if (isCut)
        {
            _ = socket.CloseAsync();
            return;
        }
        open.Add(socket);
        var server = socket.ConnectToServer();
        socket.OnMessage(frame => ToServer(socket, server, frame.Text!));
        server.OnMessage(frame =>
        {
            var told = JsonNode.Parse(frame.Text!)!;
            if (isCut || Loses(told))
                return;
            Changes(told);
            socket.Send(told.ToJsonString());
        });
    }

    private void ToServer(IWebSocketRoute socket, IWebSocketRoute server, string text)
    {
        var request = JsonNode.Parse(text)!;
        if (Answer(request) is not { } answer)
        {
            server.Send(text);
            return;
        }
        var reply = JsonSerializer.SerializeToNode(answer)!;
        reply["ref"] = (long)request["ref"]!;
        socket.Send(reply.ToJsonString());
    }
}
