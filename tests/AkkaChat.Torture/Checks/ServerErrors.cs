using System.Text.RegularExpressions;

namespace AkkaChat.Torture.Checks;

/// <summary>What a server logged as an error: nothing that is done to it is one, but what is done to its database.</summary>
public static partial class ServerErrors
{
    /// <param name="expected">What is in an entry about the database.</param>
    public static IEnumerable<Finding> Check(string output, string expected) => Entry().Split(output)
        .Where(e => IsError(e) && !e.Contains(expected, StringComparison.Ordinal))
        .Select(e => new Finding(FindingKind.Broken, "server", $"it logged {e.Trim()}"));

    private static bool IsError(string entry) =>
        entry.StartsWith("fail:", StringComparison.Ordinal) || entry.StartsWith("crit:", StringComparison.Ordinal)
        || entry.StartsWith("Unhandled exception", StringComparison.Ordinal);

    /// <summary>Before each entry of the log: its first line is not indented.</summary>
    [GeneratedRegex(@"^(?=\S)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
