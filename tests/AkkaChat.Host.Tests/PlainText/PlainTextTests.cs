using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.PlainText;

/// <summary>Any WebSocket client is a chat client (docs/protocol.md, Plain text).</summary>
public sealed class PlainTextTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    public static readonly TheoryData<string> Texts = new(
        "hello", "<b>bold</b> & <script>alert(1)</script>", "\"double\" 'single' \\ back", "line\nbreak\r\nand\ttab", "😀 👩‍👩‍👧 é", "/help",
        """{"type":"hello"}""", """{"type":"send","room":"lobby","id":"1","text":"x"}""", "[1,2]", "  leading and trailing  ", "   ", "\n", "a\0b", "\0",
        "\u202Ebidi", "\u200B", "\uFEFFmark", "\u007F\u001B[31m");

    [Theory, MemberData(nameof(Texts))]
    public async Task A_message_is_seen_by_everybody_verbatim(string text)
    {
        var room = Guest.NewRoom();
        await using var ada = await ConnectAsync(room);
        await using var bob = await ConnectAsync(room);
        await MeetAsync(ada, bob);
        await ada.SendAsync(text);
        Assert.Equal(text, await ada.ReceiveAsync());
        Assert.Equal(text, await bob.ReceiveAsync());
    }

    [Fact]
    public async Task Two_clients_see_all_messages_of_both_in_the_same_order()
    {
        var room = Guest.NewRoom();
        await using var ada = await ConnectAsync(room);
        await using var bob = await ConnectAsync(room);
        await MeetAsync(ada, bob);
        await Task.WhenAll(SendAllAsync(ada, "ada"), SendAllAsync(bob, "bob"));
        var seen = await ReceiveAllAsync(ada, 200);
        Assert.Equal(seen, await ReceiveAllAsync(bob, 200));
        Assert.Equal(Numbered("ada"), seen.Where(t => t.StartsWith("ada", StringComparison.Ordinal)));
        Assert.Equal(Numbered("bob"), seen.Where(t => t.StartsWith("bob", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task There_is_no_greeting_no_history_and_no_notice_but_messages()
    {
        var room = Guest.NewRoom();
        await using var ada = await ConnectAsync(room);
        await ada.SendAsync("before bob");
        Assert.Equal("before bob", await ada.ReceiveAsync());
        await using var bob = await ConnectAsync(room);
        await MeetAsync(ada, bob, first: "first that bob sees");
        await using (await ConnectAsync(room))
        {
        }
        await using var json = await Guest.JoinAsync(fixture, room);
        await json.TellAsync(new { type = "typing", room });
        await json.PostedAsync("next", room);
        Assert.Equal("next", await ada.ReceiveAsync());
        Assert.Equal("next", await bob.ReceiveAsync());
    }

    [Fact]
    public async Task Empty_messages_are_dropped()
    {
        await using var ada = await ConnectAsync(Guest.NewRoom());
        await ada.SendAsync("");
        await ada.SendBinaryAsync([]);
        await ada.SendAsync("not empty");
        Assert.Equal("not empty", await ada.ReceiveAsync());
    }

    [Fact]
    public async Task A_binary_message_comes_back_as_text()
    {
        var room = Guest.NewRoom();
        await using var raw = await RawWebSocket.OpenAsync(fixture.Address, null, "/?room=" + room);
        await raw.SendAsync(ClientFrame.Binary("as bytes: é"u8.ToArray()));
        Assert.Equal("as bytes: é", await raw.ReceiveTextAsync());
    }

    [Fact]
    public async Task Each_room_keeps_to_itself_and_the_lobby_is_the_room_of_who_names_none()
    {
        await using var lobby = await ChatClient.ConnectAsync(fixture.Address);
        await using var named = await ConnectAsync("lobby");
        await using var other = await ConnectAsync(Guest.NewRoom());
        await MeetAsync(lobby, named);
        await other.SendAsync("elsewhere");
        Assert.Equal("elsewhere", await other.ReceiveAsync());
        await named.SendAsync("in the lobby");
        Assert.Equal("in the lobby", await lobby.ReceiveAsync());
    }

    private Task<ChatClient> ConnectAsync(string room) => ChatClient.ConnectAsync(new Uri(fixture.Address, "?room=" + room));

    // Nothing tells a plain-text client that it has joined, but that it gets its own message.
    private static async Task MeetAsync(ChatClient ada, ChatClient bob, string first = "meet")
    {
        await bob.SendAsync(first);
        Assert.Equal(first, await bob.ReceiveAsync());
        while (await ada.ReceiveAsync() != first)
        {
        }
        await ada.SendAsync("met");
        Assert.Equal(["met", "met"], [await ada.ReceiveAsync(), await bob.ReceiveAsync()]);
    }

    private static IEnumerable<string> Numbered(string name) => Enumerable.Range(0, 100).Select(i => $"{name} {i}");

    private static async Task SendAllAsync(ChatClient client, string name)
    {
        foreach (var text in Numbered(name))
            await client.SendAsync(text);
    }

    private static async Task<List<string>> ReceiveAllAsync(ChatClient client, int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
            texts.Add(await client.ReceiveAsync());
        return texts;
    }
}
