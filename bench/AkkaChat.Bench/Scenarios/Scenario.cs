using AkkaChat.Bench.Load;
using AkkaChat.Bench.Servers;

namespace AkkaChat.Bench.Scenarios;

/// <summary>A shape of load. What counts is deliveries a second of server CPU, unless it says otherwise.</summary>
/// <param name="RoomSizes">Members of each room.</param>
/// <param name="Talk">Null: nobody says anything, and what counts is coming in and being there.</param>
/// <param name="CountsLatency">Server and load are far from busy, and what counts is how long a delivery takes.</param>
public sealed record Scenario(string Name, string What, IReadOnlyList<int> RoomSizes, ITalk? Talk, bool CountsLatency = false)
{
    private const int Kilobyte = 1024;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("bursts", "32 people, each sends 1,600 messages at once, 24 B (Bun's own chat benchmark)", [32], new TalkInBursts(1_600, TimeSpan.FromMilliseconds(64), Token.Length)),
        new("large", "1 room of 1,000, 4 of them keep 8 messages in flight, 64 B", [1_000], new TalkInWindows(4, 8, 64)),
        new("single", "1 room of 1,000, one message in flight, 64 B: nothing to put together", [1_000], new TalkInWindows(1, 1, 64)),
        new("huge", "1 room of 5,000, 4 of them keep 8 messages in flight, 64 B", [5_000], new TalkInWindows(4, 8, 64)),
        new("rooms", "500 rooms of 10, one in each keeps 4 messages in flight, 64 B", Same(500, 10), new TalkInWindows(1, 4, 64)),
        new("kilobyte", "1 room of 1,000, 4 of them keep 8 messages in flight, 1 KiB", [1_000], new TalkInWindows(4, 8, Kilobyte)),
        new("latency", "100 people, 50 messages a second in all, 64 B", [100], new TalkAtRate(50, 64), CountsLatency: true),
        new("idle", "10,000 people in one room who say nothing", [10_000], Talk: null),
        new("uneven", "2 rooms of 1,000, 20 of 50, 400 of 2, one in each keeps 2 messages in flight, 64 B", [.. Same(2, 1_000), .. Same(20, 50), .. Same(400, 2)], new TalkInWindows(1, 2, 64)),
        new("long", "1 room of 300, 2 of them keep 2 messages in flight, 12 KiB", [300], new TalkInWindows(2, 2, 12 * Kilobyte)),
        new("visitors", "1 room of 500, 8 more who come, say 20 words one by one, and go, over and over, 64 B", [500], new TalkOfVisitors(8, 20, 64, Dialect.Plain)),
    ];

    public static int[] Same(int rooms, int members) => [.. Enumerable.Repeat(members, rooms)];
}
