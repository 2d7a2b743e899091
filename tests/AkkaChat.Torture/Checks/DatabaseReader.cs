using Microsoft.Data.Sqlite;

namespace AkkaChat.Torture.Checks;

/// <summary>Reads rooms out of the database's file, with nothing of the server's in between.</summary>
internal static class DatabaseReader
{
    /// <returns>What SQLite thinks of the file: "ok", or what is wrong with it.</returns>
    public static string CheckIntegrity(string file)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> Read(string file, IEnumerable<string> rooms)
    {
        using var connection = Open(file);
        return rooms.ToDictionary(room => room, IReadOnlyList<LogEvent> (room) => Read(connection, room));
    }

    private static List<LogEvent> Read(SqliteConnection connection, string room)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq, at, user_id, request_id, text FROM events WHERE room = $room ORDER BY seq";
        command.Parameters.AddWithValue("$room", room);
        using var reader = command.ExecuteReader();
        var log = new List<LogEvent>();
        while (reader.Read())
            log.Add(new LogEvent(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), Text(reader.GetString(4))));
        return log;
    }

    // U+0000 stands in the column as U+FDD0 and a 0 (docs/architecture.md, The log).
    private static string Text(string stored) =>
        stored.Replace("\uFDD00", "\0", StringComparison.Ordinal).Replace("\uFDD01", "\uFDD0", StringComparison.Ordinal);

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }
}
