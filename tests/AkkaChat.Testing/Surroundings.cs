using System.Diagnostics;

namespace AkkaChat.Testing;

/// <summary>What a server finds around it.</summary>
public sealed record Surroundings
{
    /// <summary>The most files and sockets it may have open (<c>ulimit -n</c>); null for as many as the tests.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Environment variables beside those of the tests.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    internal ProcessStartInfo Start(string program, IReadOnlyList<string> arguments)
    {
        var start = OpenFiles is null
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("sh", ["-c", $"ulimit -n {OpenFiles} && exec \"$@\"", "sh", program, .. arguments]);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return start;
    }
}
