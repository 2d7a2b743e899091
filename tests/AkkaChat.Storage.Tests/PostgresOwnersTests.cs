using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Postgres;
using AkkaChat.Testing;
using Npgsql;

namespace AkkaChat.Storage.Tests;

/// <summary>Several servers write to one database: of two that take the same room for theirs only one goes on.</summary>
public class PostgresOwnersTests : PostgresFixture
{
    private const int Owners = 3, AppendsAnOwner = 150;

    private static readonly RoomId Other = RoomId.Stored("other");

    [Fact]
    public async Task Owners_who_write_to_the_same_rooms_at_once_leave_no_hole_and_lose_and_double_nothing_that_was_acknowledged()
    {
        RoomId[] rooms = [Room, Other];
        foreach (var room in rooms)
            Log.Open(room, create: true, newest: 0);
        using var start = new Barrier(Owners); // All know the same heads: one at most is right.
        var owners = await Task.WhenAll(Enumerable.Range(1, Owners).Select(i => Task.Factory.StartNew(
            () => Own($"owner-{i}", rooms, start), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var room in rooms)
        {
            var stored = All(room);
            Assert.Equal(Enumerable.Range(1, stored.Count).Select(i => (long)i), stored.Select(e => e.Seq));
            Assert.Equal(
                owners.SelectMany(o => o.Acknowledged).Where(a => a.Room == room).Select(a => (a.Seq, a.Id)).Order(),
                stored.Select(e => (e.Seq, e.Id.Value)));
        }
        Assert.True(owners.Count(o => o.Fences > 0) >= Owners - 1);
    }

    [Fact]
    public async Task Of_two_who_claim_the_same_seq_in_the_same_moment_one_is_fenced_and_its_other_rooms_are_not()
    {
        Fill(Room, 3);
        Log.Open(Other, create: true, newest: 0);
        await using var rival = new NpgsqlConnection(ConnectionString);
        await rival.OpenAsync();
        await using var transaction = await rival.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind) VALUES ('lobby', 4, 0, 'r', 'R', 'r', 'posted')", rival);
        await insert.ExecuteNonQueryAsync();
        var append = Task.Run(() => Log.Append([Append(Room, Event(4), Event(5)), Append(Other, Event(1))]));
        await Await.UntilAsync(() => Ask<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") > 0, "the append to wait for its rival");
        await transaction.CommitAsync();
        var outcomes = await append;
        Assert.IsType<AppendOutcome.Fenced>(outcomes[0]);
        Assert.IsType<AppendOutcome.Appended>(outcomes[1]);
        Assert.Equal((4, 1), (All(Room).Count, All(Other).Count));
    }

    [Fact]
    public async Task Who_writes_to_another_room_does_not_wait_and_who_must_wait_is_told_soon()
    {
        Fill(Room, 3);
        Log.Open(Other, create: true, newest: 0);
        await using var rival = new NpgsqlConnection(ConnectionString);
        await rival.OpenAsync();
        await using (var transaction = await rival.BeginTransactionAsync())
        {
            await using var insert = new NpgsqlCommand("INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind) VALUES ('lobby', 4, 0, 'r', 'R', 'r', 'posted')", rival);
            await insert.ExecuteNonQueryAsync();
            using var database = new PostgresDatabase(ConnectionString);
            using var log = new PostgresRoomLog(database, TimeProvider.System);
            Assert.IsType<AppendOutcome.Appended>(log.Append([Append(Other, Event(1))])[0]);
            Assert.Throws<LogUnavailableException>(() => log.Append([Append(Room, Event(4))]));
        }
        Assert.IsType<AppendOutcome.Appended>(Log.Append([Append(Room, Event(4))])[0]);
    }

    [Fact]
    public void An_append_that_contradicts_itself_fails_alone()
    {
        Log.Open(Room, create: true, newest: 0);
        Log.Open(Other, create: true, newest: 0);
        var outcomes = Log.Append([Append(Room, Event(1), Event(1, id: "again")), Append(Other, Event(1))]);
        Assert.Equal([typeof(AppendOutcome.Fenced), typeof(AppendOutcome.Appended)], outcomes.Select(o => o.GetType()));
        Assert.Empty(All(Room));
    }

    private sealed record Owned(List<(RoomId Room, long Seq, string Id)> Acknowledged, int Fences);

    /// <summary>As an owner does: appends after the head that it knows, and looks again when it is fenced.</summary>
    private Owned Own(string name, RoomId[] rooms, Barrier start)
    {
        var log = Storage.OpenLog();
        var (acknowledged, fences) = (new List<(RoomId, long, string)>(), 0);
        var heads = rooms.ToDictionary(room => room, room => log.Open(room, create: false, newest: 1)!.Head);
        Assert.True(start.SignalAndWait(Await.Timeout));
        for (var i = 0; i < AppendsAnOwner; i++)
        {
            var appends = rooms.Select(room => Append(room, Enumerable.Range(1, 1 + (i % 3)).Select(n => Event(heads[room] + n, id: $"{name}-{i}-{n}", user: name)))).ToList();
            var outcomes = log.Append(appends);
            foreach (var (append, outcome) in appends.Zip(outcomes))
            {
                if (outcome is AppendOutcome.Appended)
                {
                    acknowledged.AddRange(append.Events.Select(e => (append.Room, e.Seq, e.Id.Value)));
                    heads[append.Room] = append.Events[^1].Seq;
                }
                else
                {
                    Assert.IsType<AppendOutcome.Fenced>(outcome);
                    fences++;
                    heads[append.Room] = log.Open(append.Room, create: false, newest: 1)!.Head;
                }
            }
        }
        ((IDisposable)log).Dispose();
        return new Owned(acknowledged, fences);
    }
}
