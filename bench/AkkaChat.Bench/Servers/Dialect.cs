namespace AkkaChat.Bench.Servers;

/// <summary>How a client of a server gets into a room and says something there.</summary>
/// <param name="Path">Of the WebSocket; <c>{room}</c> stands for the room.</param>
/// <param name="Opening">What it says first, in its order; <c>{room}</c> and <c>{name}</c>.</param>
/// <param name="Ready">It is in the room when a message holds this; null: at once.</param>
/// <param name="Message">What holds a message; <c>{room}</c>, <c>{id}</c> and <c>{text}</c>.</param>
public sealed record Dialect(string Path, string? Subprotocol, IReadOnlyList<string> Opening, string? Ready, string Message)
{
    public static readonly Dialect Plain = new("/?room=r{room}", null, [], null, "{text}");

    public static readonly Dialect AkkaChat = new(
        "/",
        "akkachat.v1",
        ["""{"type":"hello","name":"{name}"}""", """{"type":"join","room":"r{room}"}"""],
        "\"type\":\"joined\"",
        """{"type":"send","room":"r{room}","id":"{id}","text":"{text}"}""");

    public static readonly Dialect SignalR = new(
        "/signalr",
        null,
        ["{\"protocol\":\"json\",\"version\":1}\u001e", "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Join\",\"arguments\":[\"{room}\"]}\u001e"],
        "\"invocationId\":\"1\"",
        "{\"type\":1,\"target\":\"Send\",\"arguments\":[\"{text}\"]}\u001e");
}
