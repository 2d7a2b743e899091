using System.Data.Common;

namespace AkkaChat.Torture.Checks;

/// <summary>Reads rooms out of a database, with nothing of the server's in between.</summary>
internal static class DatabaseReader
{
    public static IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> Read(DbConnection db, IEnumerable<string> rooms) =>
        rooms.ToDictionary(room => room, IReadOnlyList<LogEvent> (room) => Read(db, room));

    private static List<LogEvent> Read(DbConnection db, string room)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT seq, at, user_id, request_id, text FROM events WHERE room = @room ORDER BY seq";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("room", room);
        command.Parameters.Add(parameter);
        using var reader = command.ExecuteReader();
        var log = new List<LogEvent>();
        while (reader.Read())
            log.Add(new LogEvent(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), Text(reader.GetString(4))));
        return log;
    }

    // U+0000 stands in the column as U+FDD0 and a 0 (docs/architecture.md, The log).
    private static string Text(string stored) =>
        stored.Replace("\uFDD00", "\0", StringComparison.Ordinal).Replace("\uFDD01", "\uFDD0", StringComparison.Ordinal);
}
