using System.Diagnostics;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Trouble;

/// <summary>The system refuses every write to a file: real I/O errors, which need no rights and can be taken back.</summary>
public sealed class WriteErrorTests
{
    [Fact]
    public async Task While_writing_fails_writers_are_told_readers_read_and_then_all_goes_on()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var scenario = new TroubleScenario(server, server.DatabaseFile);
        await scenario.BeginAsync();
        await LimitFilesAsync(server, "0");
        await scenario.AssertTroubleIsToldAndReadingGoesOnAsync();
        await LimitFilesAsync(server, "unlimited");
        await scenario.AssertAllGoesOnAsync();
    }

    /// <summary>The soft limit alone: the hard one can't be raised again.</summary>
    private static async Task LimitFilesAsync(ServerProcess server, string bytes)
    {
        using var prlimit = Process.Start("prlimit", ["--pid", $"{server.ProcessId}", $"--fsize={bytes}:"]);
        await prlimit.WaitForExitAsync();
        Assert.Equal(0, prlimit.ExitCode);
    }
}
