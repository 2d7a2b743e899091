using System.Diagnostics;

namespace AkkaChat.Testing;

/// <summary>A program of the system's that runs for a moment.</summary>
public static class Command
{
    /// <exception cref="InvalidOperationException">It failed; says what it said.</exception>
    public static void Run(params string[] command)
    {
        if (TryRun(command) is { } error)
            throw new InvalidOperationException($"{string.Join(' ', command)}: {error}");
    }

    /// <returns>What went wrong, or null.</returns>
    public static string? TryRun(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Result;
    }
}
