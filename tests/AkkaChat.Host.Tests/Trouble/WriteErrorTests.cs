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
        LimitFiles(server, "0");
        await scenario.AssertTroubleIsToldAndReadingGoesOnAsync();
        LimitFiles(server, "unlimited");
        await scenario.AssertAllGoesOnAsync();
    }

    /// <summary>The soft limit alone: the hard one can't be raised again.</summary>
    private static void LimitFiles(ServerProcess server, string bytes) =>
        Assert.Null(Command.TryRun("prlimit", "--pid", $"{server.ProcessId}", $"--fsize={bytes}:"));
}
