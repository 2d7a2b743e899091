using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Security;

/// <summary>A page may connect with akkachat.v1 when it is the server's own, or on the list.</summary>
public sealed class JsonOriginTests(JsonOriginTests.ListedServer fixture) : IClassFixture<JsonOriginTests.ListedServer>
{
    public sealed class ListedServer() : ServerFixture("--AkkaChat:Origins=https://good.example, http://other.example:8443");

    [Fact]
    public async Task A_program_sends_no_origin_and_may_connect() => Assert.Equal(101, await StatusAsync(null));

    [Fact]
    public async Task A_page_of_the_servers_own_host_may_connect()
    {
        var port = fixture.Server.Port;
        Assert.Equal(101, await StatusAsync($"http://127.0.0.1:{port}"));
        Assert.Equal(101, await StatusAsync($"http://localhost:{port}", host: $"localhost:{port}"));
        Assert.Equal(403, await StatusAsync($"http://localhost:{port}", host: $"127.0.0.1:{port}"));
    }

    [Theory]
    [InlineData("http://evil.org:8080", "evil.org:8080")]
    [InlineData("https://localhost.evil.org", "localhost.evil.org")]
    public async Task A_name_that_somebody_made_point_to_loopback_is_not_the_servers_own(string origin, string host) =>
        Assert.Equal(403, await StatusAsync(origin, host));

    [Theory]
    [InlineData("https://good.example")]
    [InlineData("http://other.example:8443")]
    public async Task A_page_of_a_listed_origin_may_connect(string origin) => Assert.Equal(101, await StatusAsync(origin));

    [Theory]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("https://evil.org")]
    [InlineData("https://good.example.evil.org")]
    [InlineData("https://evil-good.example")]
    [InlineData("https://sub.good.example")]
    [InlineData("http://good.example")]
    [InlineData("https://good.example:444")]
    [InlineData("https://good.example@evil.org")]
    [InlineData("http://other.example")]
    [InlineData("http://localhost:1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("*")]
    [InlineData("https://")]
    [InlineData("garbage")]
    [InlineData("https://good.example https://evil.org")]
    [InlineData("https://good.example, https://evil.org")]
    public async Task A_page_of_any_other_origin_gets_403_and_no_upgrade(string origin) => Assert.Equal(403, await StatusAsync(origin));

    [Fact]
    public async Task A_server_for_all_is_known_under_any_name_and_nearly_that_name_is_another()
    {
        await using var server = await ServerProcess.StartOnAsync("0.0.0.0");
        Assert.Equal(101, await StatusAsync(server, "http://chat.example:8080", "chat.example:8080"));
        Assert.Equal(101, await StatusAsync(server, "https://chat.example", "chat.example"));
        Assert.Equal(403, await StatusAsync(server, "http://chat.example", "chat.example:8080"));
        Assert.Equal(403, await StatusAsync(server, "http://chat.example.evil.org", "chat.example"));
        Assert.Equal(403, await StatusAsync(server, "http://example", "chat.example"));
        Assert.Equal(403, await StatusAsync(server, "null", "chat.example"));
    }

    private Task<int> StatusAsync(string? origin, string? host = null) => StatusAsync(fixture.Server, origin, host);

    private static async Task<int> StatusAsync(ServerProcess server, string? origin, string? host) =>
        (await (Upgrade.Json with { Origin = origin, Host = host }).AskAsync(server.Http)).Status;
}
