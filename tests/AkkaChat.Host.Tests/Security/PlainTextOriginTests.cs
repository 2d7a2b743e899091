using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Security;

/// <summary>Which pages may connect with plain text (docs/protocol.md, Plain text): else a web site could read an inner network's chat.</summary>
public sealed class PlainTextOriginTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    [Fact]
    public async Task A_program_sends_no_origin_and_may_connect() => Assert.Equal(101, await StatusAsync(fixture.Server, null));

    [Fact]
    public async Task A_page_of_the_servers_own_host_may_connect()
    {
        Assert.Equal(101, await StatusAsync(fixture.Server, $"http://127.0.0.1:{fixture.Server.Port}"));
        Assert.Equal(403, await StatusAsync(fixture.Server, "http://evil.org", host: "evil.org"));
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:3000")]
    [InlineData("https://localhost:5173")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://127.0.0.1")]
    [InlineData("http://[::1]")]
    [InlineData("http://[::1]:3000")]
    [InlineData("https://[::1]:443")]
    public async Task A_page_of_loopback_may_connect_from_any_port(string origin) => Assert.Equal(101, await StatusAsync(fixture.Server, origin));

    [Theory]
    [InlineData("null")]
    [InlineData("file://")]
    public async Task A_page_opened_from_a_file_may_connect_while_the_server_listens_on_loopback_alone(string origin) =>
        Assert.Equal(101, await StatusAsync(fixture.Server, origin));

    [Theory]
    [InlineData("https://evil.org")]
    [InlineData("http://localhost.evil.org")]
    [InlineData("http://127.0.0.1.evil.org")]
    [InlineData("http://localhost@evil.org")]
    [InlineData("http://evil.org#http://localhost")]
    [InlineData("http://192.168.0.1")]
    [InlineData("http://0.0.0.0")]
    [InlineData("ftp://localhost")]
    [InlineData("chrome-extension://abcdefgh")]
    [InlineData("garbage")]
    [InlineData("http://localhost, https://evil.org")]
    public async Task A_foreign_page_gets_403_and_no_upgrade(string origin) => Assert.Equal(403, await StatusAsync(fixture.Server, origin));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("[::]")]
    public async Task A_page_opened_from_a_file_gets_403_while_the_server_listens_on_more_than_loopback(string host)
    {
        await using var server = await ServerProcess.StartOnAsync(host);
        Assert.Equal(403, await StatusAsync(server, "null"));
        Assert.Equal(403, await StatusAsync(server, "file://"));
        Assert.Equal(403, await StatusAsync(server, "https://evil.org"));
        Assert.Equal(101, await StatusAsync(server, null));
        Assert.Equal(101, await StatusAsync(server, "http://localhost:3000"));
        Assert.Equal(101, await StatusAsync(server, "https://chat.example", host: "chat.example"));
    }

    [Fact]
    public async Task A_listed_page_may_connect_with_plain_text_and_with_that_alone()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:PlainText:Origins=https://good.example,https://too.example");
        Assert.Equal(101, await StatusAsync(server, "https://good.example"));
        Assert.Equal(101, await StatusAsync(server, "https://too.example"));
        Assert.Equal(403, await StatusAsync(server, "https://good.example.evil.org"));
        Assert.Equal(403, (await (Upgrade.Json with { Origin = "https://good.example" }).AskAsync(server.Http)).Status);
    }

    [Fact]
    public async Task A_star_lets_every_page_connect_with_plain_text_and_with_that_alone()
    {
        await using var server = await ServerProcess.StartOnAsync("0.0.0.0", "--AkkaChat:PlainText:Origins=*");
        Assert.Equal(101, await StatusAsync(server, "https://evil.org"));
        Assert.Equal(101, await StatusAsync(server, "null"));
        Assert.Equal(403, (await (Upgrade.Json with { Origin = "https://evil.org" }).AskAsync(server.Http)).Status);
    }

    private static async Task<int> StatusAsync(ServerProcess server, string? origin, string? host = null) =>
        (await (Upgrade.Plain with { Origin = origin, Host = host }).AskAsync(server.Http)).Status;
}
