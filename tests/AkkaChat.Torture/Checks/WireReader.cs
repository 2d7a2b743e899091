using System.Text.Json.Nodes;
using AkkaChat.Testing;

namespace AkkaChat.Torture.Checks;

/// <summary>Reads rooms as a newcomer can: page after page of history.</summary>
internal static class WireReader
{
    private const int PageSize = 100;

    /// <summary>Where the rooms stand.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadHeadsAsync(Uri address, IEnumerable<string> rooms)
    {
        await using var reader = await ConnectAsync(address);
        var heads = new Dictionary<string, long>();
        foreach (var room in rooms)
            heads[room] = (long)(await reader.AskAsync(new { type = "join", room }))["head"]!;
        return heads;
    }

    /// <summary>The whole history of each room.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<LogEvent>>> ReadAsync(Uri address, IEnumerable<string> rooms)
    {
        await using var reader = await ConnectAsync(address);
        var logs = new Dictionary<string, IReadOnlyList<LogEvent>>();
        foreach (var room in rooms)
        {
            await reader.AskAsync(new { type = "join", room });
            logs[room] = await ReadAsync(reader, room);
        }
        return logs;
    }

    private static async Task<List<LogEvent>> ReadAsync(JsonChatClient reader, string room)
    {
        var log = new List<LogEvent>();
        while (true)
        {
            var after = log.Count == 0 ? 0 : log[^1].Seq;
            var page = await reader.AskAsync(new { type = "history", room, after, limit = PageSize });
            var events = page["events"]!.AsArray();
            log.AddRange(events.Select(e => EventOf(e!)));
            if (!(bool)page["hasAfter"]! || events.Count == 0)
                return log;
        }
    }

    private static async Task<JsonChatClient> ConnectAsync(Uri address)
    {
        var reader = await JsonChatClient.ConnectAsync(address);
        await reader.AskAsync(new { type = "hello" });
        return reader;
    }

    /// <summary>An event as it looks everywhere in <c>akkachat.v1</c>.</summary>
    public static LogEvent EventOf(JsonNode e) => new(
        (long)e["seq"]!, (long)e["at"]!, (string)e["by"]!["id"]!, (string)e["id"]!, (string)e["text"]!);
}
