using System.Diagnostics;
using System.Net;

namespace AkkaChat.Testing;

/// <summary>What a server finds around it.</summary>
public sealed record Surroundings
{
    /// <summary>Tests that a shell started in the background ignore SIGINT, and so would all that they start.</summary>
    private static readonly string[] Hearing = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,QUIT"] : [];

    /// <summary>The most files and sockets it may have open (<c>ulimit -n</c>); null for as many as the tests.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>Environment variables beside those of the tests.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The start of the command that starts it, such as <c>ip netns exec node</c>.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>Where tests reach it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    internal ProcessStartInfo Start(string program, IReadOnlyList<string> arguments)
    {
        string[] command = OpenFiles is null
            ? [.. Within, .. Hearing, program, .. arguments]
            : [.. Within, .. Hearing, "sh", "-c", $"ulimit -n {OpenFiles} && exec \"$@\"", "sh", program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]);
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return start;
    }
}
