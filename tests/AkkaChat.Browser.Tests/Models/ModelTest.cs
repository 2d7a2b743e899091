using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaChat.Testing;
using Microsoft.Playwright;

namespace AkkaChat.Browser.Tests.Models;

/// <summary>The page's models alone: they know no page and no network, so they are handed what the wire could bring.</summary>
[Collection(Chromium.Collection)]
public abstract class ModelTest(ModelPage modules) : IClassFixture<ModelPage>
{
    /// <summary>Runs a script that imports modules; what it returns must be this.</summary>
    protected async Task HoldsAsync(string script, params object[] expected)
    {
        var result = await modules.Page.EvaluateAsync<string>($"async () => JSON.stringify(await (async () => {{ {script} }})())");
        Assert.Equal(JsonSerializer.Serialize(expected), JsonNode.Parse(result)!.ToJsonString());
    }
}

/// <summary>A page from which the modules can be imported, shared: they keep nothing between tests.</summary>
public sealed class ModelPage(Chromium chromium) : IAsyncLifetime
{
    private ServerProcess? server;

    public IPage Page { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await ServerProcess.StartAsync();
        Page = await chromium.Browser.NewPageAsync();
        await Page.GotoAsync(server.Http.ToString());
    }

    public async Task DisposeAsync()
    {
        await Page.CloseAsync();
        await server!.DisposeAsync();
    }
}
