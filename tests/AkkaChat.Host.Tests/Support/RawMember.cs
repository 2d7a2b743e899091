using System.Text.Json.Nodes;

namespace AkkaChat.Host.Tests.Support;

/// <summary>A member of a room that reads only when it is told to, whose system keeps little for it meanwhile.</summary>
public sealed class RawMember : IAsyncDisposable
{
    private const int ReceiveBuffer = 4 * 1024;

    private readonly RawWebSocket socket;
    private readonly string room;

    private RawMember(RawWebSocket socket, string room) => (this.socket, this.room) = (socket, room);

    public string Epoch { get; private set; } = "";

    /// <summary>The last seq of the room that it knows.</summary>
    public long Last { get; private set; }

    public static async Task<RawMember> JoinAsync(Uri server, string room)
    {
        var member = new RawMember(await RawWebSocket.OpenAsync(server, RawWebSocket.Json, receiveBuffer: ReceiveBuffer), room);
        await member.socket.SendAsync(
            ClientFrame.Text($$"""{"type":"hello","name":"{{Guest.NewName()}}"}"""), ClientFrame.Text($$"""{"type":"join","room":"{{room}}"}"""));
        var joined = await member.NextAsync("joined");
        (member.Epoch, member.Last) = ((string)joined["epoch"]!, (long)joined["head"]!);
        return member;
    }

    /// <summary>Asks for the newest page again and again, and reads no answer.</summary>
    public Task AskForHistoryAsync(int times) => socket.SendAsync([.. Enumerable.Range(1, times).Select(@ref =>
        ClientFrame.Text($$"""{"type":"history","ref":{{@ref}},"room":"{{room}}","before":1000000000,"limit":100}"""))]);

    /// <summary>Reads what there is, checks that nothing of the room is missing in it, and returns the code of the close frame.</summary>
    public async Task<(int? Goodbye, int? Close)> ReadToTheEndAsync()
    {
        int? goodbye = null;
        while (true)
        {
            var frame = await socket.ReceiveAsync();
            if (frame.IsClose)
                return (goodbye, frame.CloseCode);
            var message = JsonNode.Parse(frame.Text)!;
            if (message.Type() == "event")
                Assert.Equal(++Last, (long)message["seq"]!);
            goodbye ??= message.Type() == "goodbye" ? (int)message["code"]! : null;
        }
    }

    /// <summary>Comes back as another connection, and gets all that it missed.</summary>
    public async Task ResumeAsync(Uri server)
    {
        await using var guest = await Guest.ConnectAsync(server);
        Last = await guest.ResumedAsync(room, Epoch, Last);
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private async Task<JsonNode> NextAsync(string type)
    {
        while (true)
        {
            var message = JsonNode.Parse(await socket.ReceiveTextAsync())!;
            if (message.Type() == type)
                return message;
        }
    }
}
