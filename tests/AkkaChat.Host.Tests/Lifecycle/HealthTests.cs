using System.Net;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>What a probe is told while all is well; the tests of trouble say what it is told then.</summary>
public sealed class HealthTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    [Theory]
    [InlineData("healthz/live")]
    [InlineData("healthz/ready")]
    public async Task A_probe_gets_one_word_that_is_not_kept_and_pages_of_other_sites_do_not_get_it(string path)
    {
        using var http = new HttpClient { BaseAddress = fixture.Server.Http };
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://evil.example" } } };
        using var response = await http.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }
}
