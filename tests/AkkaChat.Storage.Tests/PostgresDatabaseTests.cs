using AkkaChat.Actors.Log;
using AkkaChat.Storage.Postgres;
using AkkaChat.Testing;
using Dapper;
using Npgsql;

namespace AkkaChat.Storage.Tests;

public class PostgresDatabaseTests : PostgresFixture
{
    [Fact]
    public void Preparing_again_changes_nothing()
    {
        Fill(Room, 3);
        Database.Prepare();
        Assert.Equal(3, All(Room).Count);
    }

    [Fact]
    public async Task Three_nodes_may_start_at_once_on_an_empty_database()
    {
        var empty = PostgresServer.Shared.NewDatabase();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using var database = new PostgresDatabase(empty + PostgresTestStorage.Patient);
            database.Prepare();
            PostgresContinuity.Ensure(database);
        })));
        using var db = new NpgsqlConnection(empty);
        Assert.Equal(5, db.QuerySingle<int>("SELECT count(*) FROM schemaversions"));
    }

    [Fact]
    public void A_database_from_a_newer_server_is_refused_in_one_line()
    {
        Storage.Execute("INSERT INTO schemaversions (scriptname, applied) VALUES ('AkkaChat.Storage.Postgres.Schema.9999-from-the-future.sql', now())");
        AssertRefused("newer AkkaChat", ConnectionString);
    }

    [Fact]
    public void A_wrong_password_and_a_database_that_is_not_there_are_refused_in_one_line()
    {
        AssertRefused("password", new NpgsqlConnectionStringBuilder(ConnectionString) { Password = "pass-of-mine" }.ConnectionString);
        AssertRefused("does not exist", new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "nowhere" }.ConnectionString);
    }

    [Theory]
    [InlineData("Host=;Password=pass-of-mine")]
    [InlineData("Host=x;Password=pass-of-mine;pass-of-mine")]
    [InlineData("Host=x;pass-of-mine=1")]
    [InlineData("Host=x;Port=pass-of-mine")]
    public void What_is_no_connection_string_is_refused_without_repeating_it(string connectionString)
    {
        var refusal = Assert.Throws<DatabaseException>(() => new PostgresDatabase(connectionString));
        Assert.DoesNotContain("pass-of-mine", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_not_there_may_be_there_later()
    {
        using var database = new PostgresDatabase($"Host=127.0.0.1;Port={FreePort.Next()};Username=u;Password=pass-of-mine");
        Assert.DoesNotContain("pass-of-mine", Assert.Throws<LogUnavailableException>(database.Prepare).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_waits_for_the_disk_although_the_server_would_not()
    {
        Storage.Execute($"ALTER ROLE CURRENT_USER SET synchronous_commit = off");
        using var database = new PostgresDatabase(ConnectionString + ";Options=-c synchronous_commit=off");
        using var db = database.Open();
        Assert.Equal("on", db.QuerySingle<string>("SHOW synchronous_commit"));
    }

    private static void AssertRefused(string reason, string connectionString)
    {
        using var database = new PostgresDatabase(connectionString);
        var refusal = Assert.Throws<DatabaseException>(database.Prepare);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("pass-of-mine", refusal.Message, StringComparison.Ordinal);
    }
}
