using System.Net;

namespace AkkaChat.Host.Security;

/// <summary>
/// Whether somebody on this very machine asks. A reverse proxy on this machine asks for others, and marks what it passes on; and a page of
/// somebody's domain that was made to point here ("DNS rebinding") asks for that domain.
/// </summary>
public static class LocalCaller
{
    private static readonly string[] MarksOfProxies =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "X-Original-For"];

    public static bool IsIt(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && Origins.IsLoopbackHost(context.Request.Host.Host)
        && !MarksOfProxies.Any(context.Request.Headers.ContainsKey);
}
