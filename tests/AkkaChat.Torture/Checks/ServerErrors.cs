using System.Text.RegularExpressions;

namespace AkkaChat.Torture.Checks;

/// <summary>What the server logged as an error: nothing that is done to it is one, but that its database is locked.</summary>
public static partial class ServerErrors
{
    private const string Expected = "database is locked";

    public static IEnumerable<Finding> Check(string output) => Entry().Split(output)
        .Where(e => IsError(e) && !e.Contains(Expected, StringComparison.Ordinal))
        .Select(e => new Finding(FindingKind.Broken, "server", $"it logged {e.Trim()}"));

    private static bool IsError(string entry) =>
        entry.StartsWith("fail:", StringComparison.Ordinal) || entry.StartsWith("crit:", StringComparison.Ordinal)
        || entry.StartsWith("Unhandled exception", StringComparison.Ordinal);

    /// <summary>Before each entry of the log: its first line is not indented.</summary>
    [GeneratedRegex(@"^(?=\S)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
