using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Postgres;
using AkkaChat.Testing;
using Dapper;
using Npgsql;

namespace AkkaChat.Storage.Tests;

public class PostgresRoomLogTests : PostgresFixture
{
    [Fact]
    public async Task A_commit_whose_answer_did_not_come_is_in_the_log_once_when_it_is_asked_for_again()
    {
        Fill(Room, 1);
        Storage.Execute("""
            CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_sleep(60);
                RETURN NULL;
            EXCEPTION WHEN query_canceled THEN -- Too late.
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.seq = 2) EXECUTE FUNCTION linger();
            """);
        using var database = new PostgresDatabase(ConnectionString);
        using var log = new PostgresRoomLog(database, TimeProvider.System);
        Assert.Throws<LogUnavailableException>(() => log.Append([Append(Room, Event(2))]));
        await Await.UntilAsync(() => All(Room).Count == 2, "the commit to come through");
        Assert.Equal([Event(2)], Assert.IsType<AppendOutcome.Repeated>(Log.Append([Append(Room, Event(2))])[0]).Stored);
        Assert.Equal(2, All(Room).Count);
    }

    [Fact]
    public void A_connection_that_is_cut_costs_one_failure()
    {
        Fill(Room, 1);
        using (var other = new NpgsqlConnection(ConnectionString))
            other.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Assert.Throws<LogUnavailableException>(() => Log.Append([Append(Room, Event(2))]));
        Assert.IsType<AppendOutcome.Appended>(Log.Append([Append(Room, Event(2))])[0]);
    }

    [Fact]
    public async Task A_deleted_text_and_its_earlier_wordings_are_in_no_version_of_any_row()
    {
        Log.Open(Room, create: true, newest: 0);
        Log.Append([Append(Room, Event(1, text: "xyzzy-first"), Event(2, text: "kept-for-ever"))]);
        Log.Append([Append(Room, Change(3, new MessageEdited(1, "xyzzy-second")))]);
        Log.Append([Append(Room, Change(4, new MessageEdited(1, "xyzzy-third")), Change(5, new MessageDeleted(1)))]);
        Assert.True(Contains("xyzzy"));
        await Await.UntilAsync(Log.EraseDeleted, "the vacuum");
        Assert.False(Contains("xyzzy"));
        Assert.True(Contains("kept-for-ever"));
        Assert.All(All(Room).Where(e => e.Seq is 1 or 3 or 4), e => Assert.Equal(0, e.Body.TextLength));
    }

    [Fact]
    public async Task What_an_older_transaction_may_still_read_is_gone_when_that_has_ended()
    {
        Fill(Room, 1, text: "xyzzy");
        await using var backup = new NpgsqlConnection(ConnectionString);
        await backup.OpenAsync();
        await backup.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM rooms");
        Log.Append([Append(Room, Change(2, new MessageDeleted(1)))]);
        Assert.False(Log.EraseDeleted());
        await Await.UntilAsync(() => Ask<long>("SELECT count(*) FROM pg_stat_user_tables WHERE relname = 'events' AND vacuum_count > 0") > 0, "the vacuum");
        Assert.False(Log.EraseDeleted());
        Assert.True(Contains("xyzzy"));
        await backup.ExecuteAsync("COMMIT");
        await Await.UntilAsync(Log.EraseDeleted, "another vacuum");
        Assert.False(Contains("xyzzy"));
    }

    /// <summary>In any version of a row that is still on a page.</summary>
    private bool Contains(string text)
    {
        using var db = new NpgsqlConnection(PostgresServer.AsSuperUser(ConnectionString));
        db.Execute("CREATE EXTENSION IF NOT EXISTS pageinspect");
        return db.QuerySingle<bool>(
            """
            SELECT EXISTS (
                SELECT 1 FROM unnest(ARRAY['events', 'changed_messages']) AS t (name),
                    generate_series(0, pg_relation_size(t.name::regclass) / 8192 - 1) AS page,
                    heap_page_items(get_raw_page(t.name, page::int)) AS item
                WHERE position(convert_to(@text, 'UTF8') IN item.t_data) > 0)
            """,
            new { text });
    }
}
