using AkkaChat.Testing;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Host.Tests.Trouble;

/// <summary>Another program holds the database's lock.</summary>
public sealed class LockTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    public async Task While_another_program_holds_the_lock_writers_are_told_readers_read_and_then_all_goes_on(int seconds)
    {
        await using var server = await ServerProcess.StartAsync();
        await using var scenario = new TroubleScenario(server, server.DatabaseFile);
        await scenario.BeginAsync();
        await using (var other = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync();
            await using var locked = other.BeginTransaction(deferred: false);
            var time = Task.Delay(TimeSpan.FromSeconds(seconds));
            await scenario.AssertTroubleIsToldAndReadingGoesOnAsync();
            await time;
        }
        await scenario.AssertAllGoesOnAsync();
    }
}
