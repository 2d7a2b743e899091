using System.Collections.Concurrent;
using AkkaChat.Testing;
using Microsoft.Playwright;

namespace AkkaChat.Browser.Tests;

/// <summary>
/// A test of the page: a server of its own, and a browser profile a person. It fails when a page reported anything that it
/// should not: an error in a script, or something that the content policy stopped.
/// </summary>
[Collection(Chromium.Collection)]
public abstract class PageTest(Chromium chromium) : IAsyncLifetime
{
    private const string TellViolations =
        "document.addEventListener('securitypolicyviolation', e => console.error('violates ' + e.violatedDirective + ' ' + e.sample))";

    // What the browser itself writes when a server is down, as some tests mean it to be.
    private static readonly string[] Expected = ["WebSocket connection to", "ERR_CONNECTION_REFUSED"];

    // The browser gives up all that it is loading when the machine's network changes, such as an interface of other tests that goes.
    private const string NetworkChanged = "ERR_NETWORK_CHANGED";

    private const int MostLoads = 5;

    private readonly List<IBrowserContext> contexts = [];
    private readonly ConcurrentQueue<string> complaints = new();

    protected ServerProcess Server { get; private set; } = null!;

    /// <summary>The send rate is lifted: pages here write faster than people.</summary>
    protected virtual string[] Settings => ["--AkkaChat:Limits:SendsPerSecond=0"];

    public virtual async Task InitializeAsync() => Server = await ServerProcess.StartAsync(Settings);

    public async Task DisposeAsync()
    {
        foreach (var context in contexts)
            await context.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(complaints);
    }

    /// <summary>A page in a fresh profile, at the question for a name.</summary>
    protected async Task<ChatPage> VisitAsync(BrowserNewContextOptions? options = null, string path = "")
    {
        var context = await chromium.Browser.NewContextAsync(options ?? new() { Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 800 } });
        contexts.Add(context);
        await context.AddInitScriptAsync(TellViolations);
        return await OpenTabAsync(context, path);
    }

    /// <summary>A page in a fresh profile whose person has come in.</summary>
    protected async Task<ChatPage> EnterAsync(string name, BrowserNewContextOptions? options = null, string path = "")
    {
        var page = await VisitAsync(options, path);
        await page.EnterAsync(name);
        return page;
    }

    /// <summary>As before, through a wire that the test can disturb.</summary>
    protected async Task<(ChatPage Page, Wire Wire)> EnterThroughWireAsync(string name)
    {
        var page = await VisitAsync();
        var wire = await Wire.ToAsync(page);
        await page.Page.ReloadAsync();
        await page.EnterAsync(name);
        return (page, wire);
    }

    /// <summary>Another tab of the same browser profile.</summary>
    protected Task<ChatPage> OpenTabAsync(ChatPage beside) => OpenTabAsync(beside.Page.Context, "");

    /// <summary>What the server has of the lobby, asked on the wire.</summary>
    protected async Task<IReadOnlyList<string>> StoredTextsAsync()
    {
        await using var client = await JsonChatClient.ConnectAsync(Server.WebSocket);
        await client.AskAsync(new { type = "hello" });
        var joined = await client.AskAsync(new { type = "join", room = "lobby" });
        return [.. joined["events"]!.AsArray().Select(e => (string)e!["text"]!)];
    }

    /// <summary>The kinds of all events of the lobby, in their order.</summary>
    protected async Task<IReadOnlyList<string>> LoggedKindsAsync()
    {
        await using var client = await JsonChatClient.ConnectAsync(Server.WebSocket);
        await client.AskAsync(new { type = "hello" });
        var epoch = (string)(await client.AskAsync(new { type = "join", room = "lobby" }))["epoch"]!;
        var joined = await client.AskAsync(new { type = "join", room = "lobby", after = new { epoch, seq = 0 } });
        return [.. joined["events"]!.AsArray().Select(e => (string)e!["kind"]!)];
    }

    private async Task<ChatPage> OpenTabAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        var isCutShort = false;
        page.Console += (_, message) =>
        {
            if (message.Text.Contains(NetworkChanged, StringComparison.Ordinal))
                isCutShort = true;
            else if (message.Type is "error" or "warning" && !Expected.Any(message.Text.Contains))
                complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        var loads = 0;
        do
        {
            isCutShort = false;
            try
            {
                await page.GotoAsync(new Uri(Server.Http, path).ToString());
            }
            catch (PlaywrightException e) when (e.Message.Contains(NetworkChanged, StringComparison.Ordinal))
            {
                isCutShort = true;
            }
        }
        while (isCutShort && ++loads < MostLoads);
        return new ChatPage(page);
    }
}
