using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Handshake;

/// <summary>RFC 6455, section 4.2, and the modes (docs/protocol.md).</summary>
public sealed class HandshakeTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    [Theory]
    [InlineData("12")]
    [InlineData("8")]
    [InlineData("14")]
    [InlineData("")]
    [InlineData("thirteen")]
    [InlineData(null)]
    public async Task Another_version_is_refused_with_the_one_that_is_spoken(string? version)
    {
        foreach (var upgrade in new[] { Upgrade.Plain, Upgrade.Json })
        {
            var answer = await AskAsync(upgrade with { Version = version });
            Assert.Contains(answer.Status, version is "12" or "8" or "14" ? new[] { 426 } : [426, 400]);
            if (answer.Status == 426)
                Assert.Equal("13", answer.Header("Sec-WebSocket-Version"));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAA")]
    [InlineData("dGhlIHNhbXBsZSBub25jZQ")]
    [InlineData("dGhlIHNhbXBsZSBub25jZSE=")]
    [InlineData("dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ==")]
    [InlineData("????????????????????????")]
    public async Task A_key_that_is_not_16_bytes_is_refused(string? key)
    {
        Assert.Equal(400, (await AskAsync(Upgrade.Plain with { Key = key })).Status);
        Assert.Equal(400, (await AskAsync(Upgrade.Json with { Key = key })).Status);
    }

    [Theory]
    [InlineData("soap")]
    [InlineData("akkachat.v2")]
    [InlineData("akkachat")]
    [InlineData("AKKACHAT.V1")]
    [InlineData("mqtt, wamp.2.json")]
    public async Task Only_unknown_subprotocols_are_refused_with_a_list_of_what_is_supported(string offered)
    {
        var answer = await AskAsync(Upgrade.Plain with { Subprotocols = offered });
        Assert.Equal(400, answer.Status);
        Assert.Contains("akkachat.v1", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akkachat.v1")]
    [InlineData("soap, akkachat.v1")]
    [InlineData("akkachat.v1,akkachat.v2")]
    [InlineData("akkachat.v9,  akkachat.v1  , x")]
    public async Task A_list_with_the_subprotocol_is_answered_with_it(string offered)
    {
        var answer = await AskAsync(Upgrade.Plain with { Subprotocols = offered });
        Assert.Equal((101, "akkachat.v1"), (answer.Status, answer.Subprotocol));
    }

    [Fact]
    public async Task Who_offers_no_subprotocol_is_sent_none()
    {
        var answer = await AskAsync(Upgrade.Plain);
        Assert.Equal((101, null), (answer.Status, answer.Subprotocol));
    }

    [Fact]
    public async Task The_accept_header_proves_that_the_key_was_read() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", (await AskAsync(Upgrade.Json)).Header("Sec-WebSocket-Accept"));

    [Theory]
    [InlineData("/chat")]
    [InlineData("/ws")]
    [InlineData("/index.html")]
    [InlineData("/%2e%2e/x")]
    public async Task The_chat_is_at_the_root_alone(string target)
    {
        Assert.Equal(404, (await AskAsync(Upgrade.Plain with { Target = target })).Status);
        Assert.Equal(404, (await AskAsync(Upgrade.Json with { Target = target })).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UPPER")]
    [InlineData("under_score")]
    [InlineData("dot.dot")]
    [InlineData("a%20b")]
    [InlineData("a%00b")]
    [InlineData("%C3%A4")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%3Cscript%3E")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("a&room=b")]
    public async Task A_name_that_cannot_be_a_room_is_refused(string room) =>
        Assert.Equal(400, (await AskAsync(Upgrade.Plain with { Target = "/?room=" + room })).Status);

    [Theory]
    [InlineData("a")]
    [InlineData("-")]
    [InlineData("0-room-9")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_can_be_a_room_is_taken(string room) =>
        Assert.Equal(101, (await AskAsync(Upgrade.Plain with { Target = "/?room=" + room })).Status);

    [Fact]
    public async Task An_upgrade_by_POST_is_refused() =>
        Assert.Equal(400, (await AskAsync(Upgrade.Json with { Method = HttpMethod.Post })).Status);

    private Task<Upgrade.Answer> AskAsync(Upgrade upgrade) => upgrade.AskAsync(fixture.Server.Http);
}
