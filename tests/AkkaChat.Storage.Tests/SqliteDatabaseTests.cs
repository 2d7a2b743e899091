using AkkaChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Tests;

public class SqliteDatabaseTests : SqliteFixture
{
    [Fact]
    public void Preparing_again_changes_nothing()
    {
        Fill(Room, 3);
        new SqliteDatabase(File).Prepare();
        Assert.Equal(3, All(Room).Count);
    }

    [Fact]
    public void A_database_from_a_newer_server_is_refused_in_one_line()
    {
        using (var connection = Database.Open())
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('AkkaChat.Storage.Sqlite.Schema.9999-from-the-future.sql', '2030-01-01')";
            insert.ExecuteNonQuery();
        }
        var refusal = Assert.Throws<DatabaseException>(() => new SqliteDatabase(File).Prepare());
        Assert.Contains("newer AkkaChat", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_in_one_line_and_left_as_it_is()
    {
        var path = File + ".other";
        var bytes = Enumerable.Repeat((byte)'x', 10_000).ToArray();
        System.IO.File.WriteAllBytes(path, bytes);
        var refusal = Assert.Throws<DatabaseException>(() => new SqliteDatabase(path).Prepare());
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        SqliteConnection.ClearAllPools();
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(path));
    }
}
