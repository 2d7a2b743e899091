using AkkaChat.Host.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AkkaChat.Host.Security;

/// <summary>
/// Which pages may open a chat connection. Browsers let any site open a WebSocket anywhere, so the server must look at where the page
/// came from: else a web site would read an inner network's chat through its visitors (RFC 6455, section 10.2).
/// </summary>
internal sealed class OriginPolicy(ChatSettings settings, IServer server)
{
    private readonly IReadOnlySet<string> jsonOrigins = Origins.Parse(settings.Origins);
    private readonly IReadOnlySet<string> plainTextOrigins = Origins.Parse(settings.PlainText.Origins);

    public bool AllowsJson(HttpRequest request) =>
        OriginOf(request) is not { } origin || IsOwn(origin, request) || jsonOrigins.Contains(origin);

    public bool AllowsPlainText(HttpRequest request) =>
        OriginOf(request) is not { } origin
        || IsOwn(origin, request)
        || Origins.IsLoopback(origin)
        || (Origins.IsOpaque(origin) && ListensOnLoopbackAlone())
        || plainTextOrigins.Contains(origin)
        || plainTextOrigins.Contains("*");

    // Behind loopback alone, a name of somebody's domain that was made to point here is no name of ours ("DNS rebinding").
    private bool IsOwn(string origin, HttpRequest request) =>
        Origins.IsOwn(origin, request.Host) && (Origins.IsLoopbackHost(request.Host.Host) || !ListensOnLoopbackAlone());

    // A program sends none; a browser always does.
    private static string? OriginOf(HttpRequest request) =>
        request.Headers.Origin.Count == 0 ? null : request.Headers.Origin.ToString();

    private bool ListensOnLoopbackAlone() => server.Features.Get<IServerAddressesFeature>() is { } addresses
        && addresses.Addresses.All(a => Origins.IsLoopbackHost(BindingAddress.Parse(a).Host));
}
