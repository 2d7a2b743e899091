using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Postgres;
using AkkaChat.Testing;
using Dapper;
using Npgsql;

namespace AkkaChat.Storage.Tests;

public class PostgresContinuityTests : PostgresFixture
{
    private static readonly RoomId Other = RoomId.Stored("other");

    [Fact]
    public void The_database_where_it_was_keeps_its_epochs()
    {
        Assert.Equal(0, PostgresContinuity.Ensure(Database));
        Fill(Room, 3);
        var epoch = EpochOf(Room);
        Assert.Equal(0, PostgresContinuity.Ensure(Database));
        Assert.Equal(epoch, EpochOf(Room));
    }

    [Fact]
    public void A_copy_gets_new_epochs_once()
    {
        PostgresContinuity.Ensure(Database);
        Fill(Room, 3);
        Fill(Other, 1);
        string[] epochs = [EpochOf(Room), EpochOf(Other)];
        using var copy = new PostgresDatabase(Copy());
        Assert.Equal(2, PostgresContinuity.Ensure(copy));
        using var log = new PostgresRoomLog(copy, TimeProvider.System);
        Assert.Equal(4, epochs.Append(log.Open(Room, false, 0)!.Epoch).Append(log.Open(Other, false, 0)!.Epoch).Distinct().Count());
        Assert.Equal(0, PostgresContinuity.Ensure(copy));
    }

    private string EpochOf(RoomId room) => Log.Open(room, create: false, newest: 0)!.Epoch;

    private string Copy()
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresServer.AsSuperUser(ConnectionString)) { Pooling = false };
        var (original, copy) = (settings.Database, $"{settings.Database}_copy");
        settings.Database = "postgres";
        using var db = new NpgsqlConnection(settings.ConnectionString);
        db.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{original}'");
        db.Execute($"CREATE DATABASE {copy} TEMPLATE {original} OWNER {original}");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = copy }.ConnectionString;
    }
}
