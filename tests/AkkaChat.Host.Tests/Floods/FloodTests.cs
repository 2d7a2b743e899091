using AkkaChat.Host.Tests.Support;
using AkkaChat.Host.Tests.WebSockets;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Floods;

/// <summary>Much that is nothing for anybody ends the connection with 4008; what is a message never does (docs/protocol.md, Close codes).</summary>
public sealed class FloodTests(AnyServer fixture) : WebSocketTests(fixture)
{
    private const int Flooding = 4008;

    private static readonly Dictionary<string, ClientFrame> Frames = new()
    {
        ["pings"] = ClientFrame.Ping(1, 2, 3),
        ["pongs that nobody asked for"] = ClientFrame.Pong(),
        ["empty fragments"] = ClientFrame.Continue("").Unfinished(),
        ["fragments of one byte"] = ClientFrame.Continue(" ").Unfinished(),
    };

    private static readonly Dictionary<string, string> Requests = new()
    {
        ["typing"] = """{"type":"typing","room":"@"}""",
        ["typing elsewhere"] = """{"type":"typing","room":"nowhere"}""",
        ["blank texts"] = """{"type":"send","room":"@","id":"1","text":" "}""",
        ["sends to a room not joined"] = """{"type":"send","room":"nowhere","id":"1","text":"x"}""",
        ["second hellos"] = """{"type":"hello"}""",
        ["joining again"] = """{"type":"join","room":"@"}""",
        ["leaving what was not joined"] = """{"type":"leave","room":"nowhere"}""",
        ["pages"] = """{"type":"history","room":"@","before":1}""",
    };

    public static readonly TheoryData<string?, string> KindsOfFrames = InBothModes(Frames.Keys);

    public static readonly TheoryData<string> KindsOfRequests = new(Requests.Keys);

    [Theory, MemberData(nameof(KindsOfFrames))]
    public async Task Endless_frames_that_say_nothing_end_with_4008(string? mode, string kind)
    {
        await using var client = await OpenAsync(mode);
        if (Frames[kind].Opcode == ClientFrame.Continuation)
            await client.SendAsync(ClientFrame.Text("").Unfinished());
        Assert.Equal(Flooding, (await Flood.WithAsync(client, Frames[kind])).Code);
    }

    [Fact]
    public async Task Endless_empty_messages_in_plain_text_end_with_4008()
    {
        await using var client = await OpenAsync(null);
        Assert.Equal(Flooding, (await Flood.WithAsync(client, ClientFrame.Text(""))).Code);
    }

    [Theory, MemberData(nameof(KindsOfRequests))]
    public async Task Endless_requests_that_put_nothing_into_a_room_end_with_goodbye_and_4008(string kind)
    {
        var room = Guest.NewRoom();
        await using var client = await MemberAsync(room);
        var (code, texts) = await Flood.WithAsync(client, ClientFrame.Text(Requests[kind].Replace("@", room)));
        Assert.Equal(Flooding, code);
        Assert.Equal("""{"type":"goodbye","code":4008}""", texts[^1]);
    }

    [Fact]
    public async Task Coming_and_going_without_end_ends_with_4008()
    {
        var room = Guest.NewRoom();
        await using var client = await MemberAsync(room);
        var (code, _) = await Flood.WithAsync(
            client, ClientFrame.Text($$"""{"type":"leave","room":"{{room}}"}"""), ClientFrame.Text($$"""{"type":"join","room":"{{room}}"}"""));
        Assert.Equal(Flooding, code);
    }

    [Fact]
    public async Task Endless_requests_before_hello_end_with_4008()
    {
        await using var client = await OpenAsync(RawWebSocket.Json);
        var (code, texts) = await Flood.WithAsync(client, ClientFrame.Text("""{"type":"send","room":"a","id":"1","text":"x"}"""));
        Assert.Equal(Flooding, code);
        Assert.Equal("""{"type":"goodbye","code":4008}""", texts[^1]);
    }

    [Fact]
    public async Task Who_sends_on_regardless_of_the_rate_limit_ends_with_4008()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var client = await RawWebSocket.OpenAsync(server.WebSocket, RawWebSocket.Json);
        await client.SendAsync(ClientFrame.Text("""{"type":"hello"}"""), ClientFrame.Text("""{"type":"join","room":"lobby"}"""));
        var (code, texts) = await Flood.WithAsync(client, ClientFrame.Text("""{"type":"send","room":"lobby","id":"1","text":"x"}"""));
        Assert.Equal(Flooding, code);
        Assert.Contains(texts, t => t.Contains("rate_limited", StringComparison.Ordinal));
    }

    // Behind a message that waits its turn they are all there when the server reads on.
    [Fact]
    public async Task Tiny_fragments_end_with_4008_also_when_they_come_together_with_those_that_make_the_message_too_long()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:SendsPerSecond=1", "--AkkaChat:Limits:SendBurst=1");
        await using var client = await RawWebSocket.OpenAsync(server.WebSocket, null);
        await client.SendAsync(ClientFrame.Text("one"), ClientFrame.Text("two"));
        Assert.Equal("one", await client.ReceiveTextAsync());
        await client.SendAsync([ClientFrame.Text("").Unfinished(), .. Enumerable.Repeat(ClientFrame.Continue(" ").Unfinished(), 70_000)]);
        Assert.Equal(Flooding, await client.ReceiveCloseAsync());
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Who_neither_reads_nor_stops_is_cut(string? mode)
    {
        await using var client = await OpenAsync(mode);
        await Flood.DeafAsync(client, ClientFrame.Ping());
    }

    [Fact]
    public async Task Nobody_else_in_the_room_notices_floods()
    {
        var room = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(Fixture, room);
        await using var bob = await Guest.JoinAsync(Fixture, room);
        var floods = Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            await using var client = await MemberAsync(room);
            return (await Flood.WithAsync(client, i % 2 == 0 ? ClientFrame.Ping() : ClientFrame.Text(Requests["typing"].Replace("@", room)))).Code;
        }));
        var sent = 0;
        for (; sent < 20 || !floods.IsCompleted; sent++)
            await ada.PostedAsync($"{sent}", room);
        Assert.Equal(Enumerable.Range(0, sent).Select(i => $"{i}"), await bob.NextTextsAsync(sent));
        Assert.All(await floods, code => Assert.Equal(Flooding, code));
    }

    private async Task<RawWebSocket> MemberAsync(string room)
    {
        var client = await OpenAsync(RawWebSocket.Json);
        await client.SendAsync(ClientFrame.Text("""{"type":"hello"}"""), ClientFrame.Text($$"""{"type":"join","room":"{{room}}"}"""));
        Assert.Contains("\"welcome\"", await client.ReceiveTextAsync(), StringComparison.Ordinal);
        Assert.Contains("\"joined\"", await client.ReceiveTextAsync(), StringComparison.Ordinal);
        return client;
    }
}
