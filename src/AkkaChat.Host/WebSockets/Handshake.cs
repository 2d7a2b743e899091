using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace AkkaChat.Host.WebSockets;

/// <summary>The opening handshake (RFC 6455, section 4.2; RFC 8441 over HTTP/2).</summary>
internal static class Handshake
{
    private const string Version = "13";

    /// <summary>Section 1.3.</summary>
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static bool IsAskedFor(HttpContext context) =>
        ExtendedConnect(context) is not null
        || context.Request.Headers.GetCommaSeparatedValues("Upgrade").Contains("websocket", StringComparer.OrdinalIgnoreCase);

    public static bool IsOverHttp1(HttpContext context) => ExtendedConnect(context) is null;

    /// <summary>What is wrong with the client's part, as a status and words; null when it may be answered.</summary>
    public static (int Status, string Words)? Problem(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.SecWebSocketVersion != Version)
            return (StatusCodes.Status426UpgradeRequired, "Sec-WebSocket-Version must be 13.");
        if (ExtendedConnect(context) is not null)
            return null;
        if (!HttpMethods.IsGet(request.Method) || !HttpProtocol.IsHttp11(request.Protocol)
            || context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true })
            return (StatusCodes.Status400BadRequest, "A WebSocket opens with GET, HTTP/1.1 and Connection: Upgrade.");
        return IsKey(request.Headers.SecWebSocketKey.ToString())
            ? null
            : (StatusCodes.Status400BadRequest, "Sec-WebSocket-Key must be 16 bytes in base64.");
    }

    /// <summary>What the client offers; empty when it offers nothing.</summary>
    public static IReadOnlyList<string> OfferedSubprotocols(HttpRequest request) =>
        request.Headers.GetCommaSeparatedValues("Sec-WebSocket-Protocol");

    public static async Task<Stream> AcceptAsync(HttpContext context, string? subprotocol)
    {
        var headers = context.Response.Headers;
        if (subprotocol is not null)
            headers.SecWebSocketProtocol = subprotocol;
        if (ExtendedConnect(context) is { } connect)
            return await connect.AcceptAsync();

        headers.Upgrade = "websocket";
        headers.Connection = "Upgrade";
        headers.SecWebSocketAccept = Accept(context.Request.Headers.SecWebSocketKey.ToString());
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    public static void OfferVersion(HttpResponse response) => response.Headers.SecWebSocketVersion = Version;

    private static IHttpExtendedConnectFeature? ExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" } connect ? connect : null;

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[18];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var length) && length == 16;
    }

    // The RFC asks for SHA-1 as proof that this is a WebSocket server, not for secrecy.
#pragma warning disable CA5350
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350
}
