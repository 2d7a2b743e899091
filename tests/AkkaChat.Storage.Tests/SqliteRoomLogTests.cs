using AkkaChat.Actors.Log;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Tests;

public class SqliteRoomLogTests : SqliteFixture
{
    [Fact]
    public void While_another_program_holds_the_lock_nothing_is_stored_and_afterwards_it_goes_on_by_itself()
    {
        Fill(Room, 1);
        using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            other.Open();
            using var locked = other.BeginTransaction(deferred: false);
            Assert.Throws<LogUnavailableException>(() => Log.Append([Append(Room, Event(2))]));
        }
        Assert.IsType<AppendOutcome.Appended>(Log.Append([Append(Room, Event(2))])[0]);
        Assert.Equal(2, All(Room).Count);
    }

    [Fact]
    public void Every_commit_is_a_full_sync_in_a_write_ahead_log()
    {
        using var connection = Database.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || (SELECT synchronous FROM pragma_synchronous)";
        Assert.Equal("wal 2", pragma.ExecuteScalar());
    }
}
