using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Trouble;

/// <summary>The disk is full, for real.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task While_the_disk_is_full_writers_are_told_readers_read_and_then_all_goes_on()
    {
        using var disk = new SmallDisk();
        await using var server = await ServerProcess.StartAsync($"--AkkaChat:DataDirectory={disk.Path}");
        await using var scenario = new TroubleScenario(server, Path.Combine(disk.Path, "chat.db"));
        await scenario.BeginAsync();
        disk.Fill();
        await scenario.AssertTroubleIsToldAndReadingGoesOnAsync();
        disk.MakeRoom();
        await scenario.AssertAllGoesOnAsync();
    }
}
