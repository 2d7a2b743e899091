using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace AkkaChat.Browser.Tests;

/// <summary>The network between one page and the server: it can be cut and joined, and can answer in the server's place.</summary>
public sealed class Wire
{
    private readonly List<IWebSocketRoute> open = [];
    private bool isCut;

    /// <summary>Sees each request; what it returns goes to the page as the reply, and null lets the server answer.</summary>
    public Func<JsonNode, object?> Answer { get; set; } = _ => null;

    /// <summary>Holds from the page's next loading on.</summary>
    public static async Task<Wire> ToAsync(ChatPage page)
    {
        var wire = new Wire();
        await page.Page.RouteWebSocketAsync("**/*", wire.Opened);
        return wire;
    }

    public async Task CutAsync()
    {
        isCut = true;
        foreach (var socket in open)
            await socket.CloseAsync();
        open.Clear();
    }

    public void Join() => isCut = false;

    private void Opened(IWebSocketRoute socket)
    {
        if (isCut)
        {
            _ = socket.CloseAsync();
            return;
        }
        open.Add(socket);
        var server = socket.ConnectToServer();
        socket.OnMessage(frame =>
        {
            var request = JsonNode.Parse(frame.Text!)!;
            if (Answer(request) is not { } answer)
            {
                server.Send(frame.Text!);
                return;
            }
            var reply = System.Text.Json.JsonSerializer.SerializeToNode(answer)!;
            reply["ref"] = (long)request["ref"]!;
            socket.Send(reply.ToJsonString());
        });
        // Once the page's own socket is closed, what still comes from the server falls on the floor.
        server.OnMessage(frame =>
        {
            if (!isCut)
                socket.Send(frame.Text!);
        });
    }
}
