using System.Net;
using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Inspection;

/// <summary><c>/inspect</c> of a real server, for who sits at the machine and for everybody else.</summary>
public sealed class InspectTests(AnyServer fixture) : IClassFixture<AnyServer>, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = fixture.Server.Http };

    [Fact]
    public async Task Who_sits_at_the_machine_gets_a_page_that_nobody_keeps_and_that_may_run_nothing()
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(fixture, room);
        using var response = await http.GetAsync(new Uri("inspect", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.True(response.Headers.CacheControl!.NoStore);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'self'; img-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains(room, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"(?i)<style|\sstyle\s*=", page);
    }

    [Fact]
    public async Task Rooms_are_told_with_their_people_and_how_far_they_are()
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        await ada.PostedAsync("hello", room);
        var found = await LookAsync();
        var it = found["rooms"]!.AsArray().Single(r => (string?)r!["room"] == room)!;
        Assert.Equal(("open", 2, 2, 2, 1), ((string?)it["condition"], (int)it["connections"]!, (int)it["here"]!, (int)it["people"]!, (int)it["head"]!));
        var node = Assert.Single(found["nodes"]!.AsArray())!;
        Assert.True((bool)node["isThis"]! && (bool)node["isOldest"]! && (bool)node["isReachable"]!);
        Assert.True((int)node["connections"]! >= 2);
        Assert.Equal("Sqlite", (string?)found["database"]);
    }

    [Fact]
    public async Task A_message_that_is_sent_shows_its_way_and_its_stages_follow_each_other()
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(fixture, room);
        await LookAsync(); // Others that have looked may have used up what they asked for.
        JsonNode? way = null;
        await Await.UntilAsync(
            async () =>
            {
                var looking = LookAsync();
                await ada.PostedAsync("look at me", room);
                way = (await looking)["messages"]!.AsArray().FirstOrDefault(m => (string?)m!["room"] == room && m["total"] is not null);
                return way is not null;
            },
            "a message to be followed");
        var stages = way!["stages"]!.AsObject();
        Assert.Equal(["received", "understood", "inRoom", "decided", "committed", "told", "written", "answered"], stages.Select(s => s.Key));
        var times = stages.Select(s => (double)s.Value!).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal((0, times[^1]), (times[0], (double)way["total"]!));
    }

    [Fact]
    public async Task Looking_says_nothing_in_any_room()
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(fixture, room);
        await LookAsync();
        Assert.Equal(1, await ada.PostedAsync("the first", room));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Host", "chat.example")]
    public async Task Who_comes_through_a_proxy_or_by_another_name_finds_what_is_at_every_unknown_page(string header, string value)
    {
        using var inspect = await GetAsync(HttpMethod.Get, "inspect", header, value);
        using var unknown = await GetAsync(HttpMethod.Get, "no-such-page", header, value);
        await AssertAlikeAsync(unknown, inspect);
    }

    [Fact]
    public async Task Other_methods_find_nothing_there()
    {
        using var inspect = await GetAsync(HttpMethod.Post, "inspect", "Accept", "*/*");
        using var unknown = await GetAsync(HttpMethod.Post, "no-such-page", "Accept", "*/*");
        await AssertAlikeAsync(unknown, inspect);
    }

    public void Dispose() => http.Dispose();

    private static async Task AssertAlikeAsync(HttpResponseMessage unknown, HttpResponseMessage inspect)
    {
        Assert.Equal(HttpStatusCode.NotFound, inspect.StatusCode);
        Assert.Equal(unknown.StatusCode, inspect.StatusCode);
        Assert.Equal(Headers(unknown), Headers(inspect));
        Assert.Equal(await unknown.Content.ReadAsStringAsync(), await inspect.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> Headers(HttpResponseMessage response) => response.Headers.Concat(response.Content.Headers)
        .Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order();

    private async Task<HttpResponseMessage> GetAsync(HttpMethod method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add(header, value);
        return await http.SendAsync(request);
    }

    private async Task<JsonNode> LookAsync() => JsonNode.Parse(await http.GetStringAsync(new Uri("inspect?format=json", UriKind.Relative)))!;
}
