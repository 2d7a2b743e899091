using System.Net;
using AkkaChat.Host.Configuration;

namespace AkkaChat.Host.Security;

/// <summary>Origins of pages (RFC 6454), as an operator lists them and as browsers send them.</summary>
internal static class Origins
{
    /// <summary>A setting with several, separated by commas or blanks, in the form that browsers send.</summary>
    /// <exception cref="StartupException">One of them is no origin.</exception>
    public static IReadOnlySet<string> Parse(string list) => list
        .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(AsBrowsersSendIt)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a page that this very server served, to judge by the name that the request was sent to.</summary>
    public static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Authority, Authority(uri.Scheme, host), StringComparison.OrdinalIgnoreCase);

    public static bool IsLoopback(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && IsLoopbackHost(uri.Host);

    /// <summary>What browsers send for a page opened from a file, and for a sandboxed frame of any site.</summary>
    public static bool IsOpaque(string origin) => origin is "null" or "file://";

    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string AsBrowsersSendIt(string origin)
    {
        if (origin is "*" or "null")
            return origin;
        if (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/")
            return uri.IsDefaultPort ? $"{uri.Scheme}://{uri.IdnHost}" : $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}";
        throw new StartupException($"{origin} is no origin of a page, such as https://chat.example.");
    }

    private static string Authority(string scheme, HostString host) =>
        Uri.TryCreate($"{scheme}://{host.Value}", UriKind.Absolute, out var uri) ? uri.Authority : "";
}
