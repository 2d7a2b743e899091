using System.Globalization;

namespace AkkaChat.Host.Configuration;

/// <summary>
/// How many files this process may have open (<c>ulimit -n</c>); sockets are files too. A .NET process at that limit can't even load
/// what it needs to go on, and dies: so connections stay below.
/// </summary>
internal static class OpenFiles
{
    /// <summary>Connections that wait to be accepted. When too many come, so many may be open for a moment before they are dropped.</summary>
    public const int Backlog = 512;

    /// <summary>For the program itself (some 270 at rest), its database, and some to spare.</summary>
    private const int Own = Backlog + 320;

    /// <summary>With fewer sockets than this a chat is of no use.</summary>
    private const int FewestSockets = 64;

    private const string LimitsFile = "/proc/self/limits", LimitLine = "Max open files";

    /// <summary>What is left for sockets; null where the system has no such limit, or does not tell.</summary>
    /// <exception cref="StartupException">Too little.</exception>
    public static int? LeftForSockets()
    {
        if (!File.Exists(LimitsFile) || Soft(File.ReadLines(LimitsFile)) is not { } limit)
            return null;
        return limit >= Own + FewestSockets
            ? limit - Own
            : throw new StartupException($"This process may open only {limit} files and sockets (ulimit -n): allow it {Own + FewestSockets} or more.");
    }

    // The runtime has raised it to the hard one already.
    private static int? Soft(IEnumerable<string> limits)
    {
        var line = limits.FirstOrDefault(l => l.StartsWith(LimitLine, StringComparison.Ordinal));
        var soft = line?[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
