using System.Reflection;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;
using AkkaChat.Testing;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Tests;

/// <summary>A database of an earlier version is taken over as it is.</summary>
public sealed class SchemaUpgradeTests : IDisposable
{
    private const string FirstScriptOfToday = ".0005-";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Events_that_lay_by_room_are_all_there_with_what_became_of_them()
    {
        var file = folder.File("chat.db");
        MakeEarlier(file);
        using (var earlier = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            earlier.Execute("""
                INSERT INTO rooms VALUES ('attic', 'a', 1), ('kitchen', 'k', 1);
                INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind, text, target) VALUES
                    ('attic', 1, 10, 'u1', 'Ann', 'r1', 'posted', 'one', NULL), ('kitchen', 1, 11, 'u1', 'Ann', 'r1', 'posted', 'uno', NULL),
                    ('attic', 2, 12, 'u2', 'Bob', 'r2', 'posted', 'two', NULL), ('attic', 3, 13, 'u1', 'Ann', 'r3', 'edited', 'One', 1);
                INSERT INTO changed_messages (room, seq, text, edited_at) VALUES ('attic', 1, 'One', 13);
                """);
        }

        using var database = new SqliteDatabase(file);
        database.Prepare();
        using var log = new SqliteRoomLog(database, TimeProvider.System);
        var attic = RoomId.Stored("attic");

        var opened = log.Open(attic, create: false, newest: 50)!;
        Assert.Equal([1, 2, 3], opened.Newest.Select(e => e.Seq));
        Assert.Equal(["One", "two"], opened.NewestMessages.Select(e => ((MessageNow)e.Body).Text));
        Assert.IsType<AppendOutcome.Repeated>(Assert.Single(log.Append([new AppendEvents(attic, [opened.Newest[0] with { Seq = 4 }])])));
        Assert.IsType<AppendOutcome.Fenced>(Assert.Single(log.Append(
            [new AppendEvents(attic, [opened.Newest[0] with { Seq = 3, Id = ClientMessageId.Stored("r4") }])])));
        using var db = database.Open(isPooled: false);
        Assert.Empty(db.Query("PRAGMA foreign_key_check"));
        Assert.Equal("ok", db.QuerySingle<string>("PRAGMA integrity_check"));
    }

    private static void MakeEarlier(string file) => Assert.True(DeployChanges.To.SqliteDatabase($"Data Source={file};Pooling=False")
        .WithScriptsEmbeddedInAssembly(
            Assembly.GetAssembly(typeof(SqliteDatabase))!,
            script => script.Contains(".Sqlite.", StringComparison.Ordinal)
                && string.CompareOrdinal(script[script.IndexOf(".000", StringComparison.Ordinal)..], FirstScriptOfToday) < 0)
        .WithTransactionPerScript()
        .LogTo(new NoOpUpgradeLog())
        .Build()
        .PerformUpgrade().Successful);
}
