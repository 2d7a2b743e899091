using System.Diagnostics;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Postgres;
using AkkaChat.Testing;

namespace AkkaChat.Storage.Tests;

/// <summary>The server stops, hangs, and comes back.</summary>
public sealed class PostgresTroubleTests : IDisposable
{
    /// <summary>Promised are 2 s; a test machine that is busy with others may take its time.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly PostgresServer server = new();
    private readonly PostgresDatabase database;
    private readonly PostgresRoomLog log;
    private readonly PostgresRoomHistory history;

    public PostgresTroubleTests()
    {
        database = new PostgresDatabase(server.NewDatabase());
        database.Prepare();
        log = new PostgresRoomLog(database, TimeProvider.System);
        history = new PostgresRoomHistory(database);
        log.Open(RoomId.Lobby, create: true, newest: 0);
        Assert.IsType<AppendOutcome.Appended>(Append(1));
        Assert.Single(Read());
    }

    public void Dispose()
    {
        log.Dispose();
        database.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task While_the_server_is_down_everybody_is_told_at_once_and_afterwards_all_goes_on_by_itself()
    {
        server.Stop();
        AssertUnavailable();
        server.Start();
        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task A_server_that_hangs_keeps_nobody_waiting_and_afterwards_all_goes_on_by_itself()
    {
        server.Pause();
        AssertUnavailable();
        server.Resume();
        await AssertGoesOnAsync();
    }

    private void AssertUnavailable()
    {
        AssertSoon(() => Append(2));
        AssertSoon(() => log.Probe(1, waits: false));
        AssertSoon(() => Read());
        // Many rooms are opened in turn, and many pages read: they don't add up.
        AssertSoon(() => Assert.All(Enumerable.Range(0, 20), i => Assert.Throws<LogUnavailableException>(() => log.Open(RoomId.Stored($"r-{i}"), create: true, newest: 0))), throws: false);
        AssertSoon(() => Assert.All(Enumerable.Range(0, 20), _ => Assert.Throws<LogUnavailableException>(() => Read())), throws: false);
    }

    private async Task AssertGoesOnAsync()
    {
        AppendOutcome? outcome = null;
        await Await.UntilAsync(() => IsAvailable(() => outcome = Append(2)), "an append to be possible");
        // What seemed to fail may have been stored.
        Assert.True(outcome is AppendOutcome.Appended or AppendOutcome.Repeated);
        await Await.UntilAsync(() => IsAvailable(() => Read()), "reading to be possible");
        Assert.Equal([1L, 2L], Read().Select(e => e.Seq));
    }

    private static void AssertSoon(Action action, bool throws = true)
    {
        var clock = Stopwatch.StartNew();
        if (throws)
            Assert.Throws<LogUnavailableException>(action);
        else
            action();
        Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed}");
    }

    private static bool IsAvailable(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (LogUnavailableException)
        {
            return false;
        }
    }

    private IReadOnlyList<RoomEvent> Read() => history.ReadEvents(RoomId.Lobby, 0, long.MaxValue, 100);

    private AppendOutcome Append(long seq) => (AppendOutcome)log.Append([StorageTest.Append(RoomId.Lobby, StorageTest.Event(seq))])[0];
}
