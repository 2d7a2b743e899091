using System.Net;
using AkkaChat.Host.Security;
using Microsoft.AspNetCore.Http;

namespace AkkaChat.Host.Tests.Inspection;

public class LocalCallerTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:8080")]
    [InlineData("127.0.0.1", "LOCALHOST")]
    [InlineData("127.3.4.5", "127.0.0.1:8080")]
    [InlineData("::1", "[::1]:8080")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    public void Somebody_on_this_machine_who_asks_for_this_machine_is_local(string remote, string host) => Assert.True(LocalCaller.IsIt(Request(remote, host)));

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("10.0.0.1")]
    [InlineData("::ffff:192.0.2.7")]
    [InlineData("2001:db8::1")]
    [InlineData(null)]
    public void Somebody_elsewhere_is_not_local_whatever_host_they_name(string? remote) => Assert.False(LocalCaller.IsIt(Request(remote, "localhost")));

    [Theory]
    [InlineData("chat.example")]
    [InlineData("localhost.evil.example:8080")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.0.2.7:8080")]
    [InlineData("")]
    public void A_page_that_reaches_this_machine_under_another_name_is_not_local(string host) => Assert.False(LocalCaller.IsIt(Request("127.0.0.1", host)));

    [Theory]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("x-forwarded-for", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("X-Original-For", "[::1]:1234")]
    public void Who_comes_through_a_proxy_is_not_local(string header, string value)
    {
        var request = Request("127.0.0.1", "localhost");
        request.Request.Headers[header] = value;
        Assert.False(LocalCaller.IsIt(request));
    }

    private static DefaultHttpContext Request(string? remote, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Request.Host = new HostString(host);
        return context;
    }
}
