using System.Net.Http.Headers;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Support;

/// <summary>The opening handshake over HTTP, each header as a test wants it; the answer is not followed by frames.</summary>
public sealed record Upgrade
{
    public string Target { get; init; } = "/";

    public string? Version { get; init; } = "13";

    public string? Key { get; init; } = "dGhlIHNhbXBsZSBub25jZQ==";

    public string? Subprotocols { get; init; }

    public string? Origin { get; init; }

    public string? Host { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public static Upgrade Plain => new();

    public static Upgrade Json => new() { Subprotocols = RawWebSocket.Json };

    public async Task<Answer> AskAsync(Uri http)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Await.Timeout };
        using var request = new HttpRequestMessage(Method, new Uri(http, Target));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        Add(request, "Sec-WebSocket-Version", Version);
        Add(request, "Sec-WebSocket-Key", Key);
        Add(request, "Sec-WebSocket-Protocol", Subprotocols);
        Add(request, "Origin", Origin);
        request.Headers.Host = Host;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var status = (int)response.StatusCode;
        return new Answer(status, response.Headers, status == 101 ? "" : await response.Content.ReadAsStringAsync());
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
    }

    public sealed record Answer(int Status, HttpResponseHeaders Headers, string Body)
    {
        /// <summary>The subprotocol that the server chose; null for none.</summary>
        public string? Subprotocol => Header("Sec-WebSocket-Protocol");

        public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
    }
}
