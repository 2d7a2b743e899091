using System.Text;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>One line an event.</summary>
public sealed class FakeFormat : IPushFormat
{
    public static readonly FakeFormat Instance = new();

    public string Name => "fake";

    public ReadOnlyMemory<byte> Encode(SharedPush push) =>
        push is EventBatch batch ? Encoding.UTF8.GetBytes(string.Concat(batch.Events.Select(e => Text(e) + '\n'))) : default;

    public static IEnumerable<string> Decode(ReadOnlyMemory<byte> lines) =>
        Encoding.UTF8.GetString(lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string Text(RoomEvent e) => $"{e.Seq}: {(e.Body is MessagePosted posted ? posted.Text : "?")}";
}
