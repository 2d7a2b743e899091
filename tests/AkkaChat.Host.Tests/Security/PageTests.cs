using System.Net;
using System.Text.RegularExpressions;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Security;

/// <summary>What a browser is told with every page, and what it is never given.</summary>
public sealed class PageTests(AnyServer fixture) : IClassFixture<AnyServer>, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = fixture.Server.Http };

    [Theory]
    [InlineData("")]
    [InlineData("index.html")]
    [InlineData("main.js")]
    [InlineData("no-such-page")]
    [InlineData("healthz/live")]
    [InlineData("healthz/ready")]
    [InlineData("inspect")]
    public async Task Every_response_has_the_security_headers(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        var policy = Header(response, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.DoesNotContain(policy, directive => directive.Contains("unsafe", StringComparison.Ordinal) || directive.Contains('*'));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.False(response.Headers.Contains("Server"), "Nobody needs to know what serves the page");
    }

    [Fact]
    public async Task A_refused_upgrade_has_the_security_headers_too()
    {
        var answer = await (Upgrade.Json with { Origin = "https://evil.org" }).AskAsync(fixture.Server.Http);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_holds_no_script_and_no_style_of_its_own()
    {
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.All(Regex.Matches(page, "<script[^>]*>(.*?)</script>", RegexOptions.Singleline), script =>
        {
            Assert.Contains("src=", script.Value, StringComparison.Ordinal);
            Assert.Equal("", script.Groups[1].Value.Trim());
        });
        Assert.DoesNotMatch(@"(?i)<[^>]+\son\w+\s*=", page);
        Assert.DoesNotMatch(@"(?i)<style|\sstyle\s*=|javascript:", page);
    }

    [Fact]
    public async Task Everything_that_the_page_names_is_served_from_the_server_itself()
    {
        var page = await http.GetStringAsync(new Uri("/", UriKind.Relative));
        var names = Regex.Matches(page, "(?:src|href)=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            Assert.DoesNotContain("//", name, StringComparison.Ordinal);
            using var response = await http.GetAsync(new Uri(name, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("main.js", "text/javascript")]
    [InlineData("css/base.css", "text/css")]
    [InlineData("favicon.svg", "image/svg+xml")]
    public async Task Files_are_served_as_what_they_are(string path, string type)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("no-such-page")]
    [InlineData("css/")]
    [InlineData("chat.db")]
    [InlineData("appsettings.json")]
    [InlineData("AkkaChat.Host.dll")]
    [InlineData("%2e%2e/appsettings.json")]
    [InlineData("..%2fappsettings.json")]
    [InlineData("css/..%5c..%5cappsettings.json")]
    public async Task What_is_no_part_of_the_page_is_not_found(string path)
    {
        using var response = await http.GetAsync(new Uri(fixture.Server.Http + path));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    public void Dispose() => http.Dispose();

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
