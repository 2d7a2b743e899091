using System.Diagnostics;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Lifecycle;

/// <summary>kill -9 in the middle of everything: what was acknowledged or seen stays (docs/protocol.md, promises 1 to 3).</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task No_acknowledged_message_is_lost_or_doubled_by_kills_in_mid_burst()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=0");
        var bursts = new List<Burst>();
        for (var kill = 1; kill <= 5; kill++)
        {
            var burst = await Burst.StartAsync(server, writers: 20);
            bursts.Add(burst);
            await burst.AcknowledgedAsync(100 * kill);
            await server.KillAsync();
            await burst.EndedAsync();
            await burst.DisposeAsync();
            var clock = Stopwatch.StartNew();
            await server.StartAgainAsync();
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"Ready again after {clock.Elapsed}");
            await burst.AssertNothingLostAsync();
        }
        // Nor is anything of the earlier ones by the later kills.
        foreach (var burst in bursts)
            await burst.AssertNothingLostAsync();
    }
}
