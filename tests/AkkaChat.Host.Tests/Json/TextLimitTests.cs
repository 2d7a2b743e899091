using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Values over their limits or outside their alphabet: refused, and the connection stays open.</summary>
public sealed class TextLimitTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    private readonly string room = Guest.NewRoom();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" \t\r\n ")]
    [InlineData("\u00A0\u3000")]
    [InlineData("a\0b")]
    [InlineData("a\u0001b")]
    [InlineData("\u001B[31m")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\vb")]
    public async Task A_blank_text_or_one_with_controls_is_a_bad_request_however_often_it_comes(string text)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        for (var i = 0; i < 5; i++)
            Assert.Equal("bad_request", await ada.RefusedAsync(new { type = "send", room, id = $"{i}", text }));
        await ada.PostedAsync("still here", room);
    }

    [Theory]
    [InlineData("tab\tand\nline\r\nbreaks")]
    [InlineData("👩‍👩‍👧 joiners")]
    [InlineData("\u202Ebidi")]
    [InlineData("\uFFFD\uFFFF\uFDD0")]
    public async Task A_text_may_hold_tabs_line_breaks_joiners_and_bidi_characters(string text)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await ada.PostedAsync(text, room);
        Assert.Equal([text], await ada.TextsInHistoryAsync(room));
    }

    [Fact]
    public async Task A_text_has_at_most_16_KiB_of_UTF8()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var most = new string('é', 8 * 1024);
        await ada.PostedAsync(most, room);
        Assert.Equal("too_large", await ada.RefusedAsync(new { type = "send", room, id = "more", text = most + "x" }));
        Assert.Equal([most], await ada.TextsInHistoryAsync(room));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("dot.dot")]
    [InlineData("ümlaut")]
    [InlineData("a\nb")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task An_id_has_1_to_64_letters_digits_dashes_and_underscores(string id)
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        for (var i = 0; i < 4; i++)
        {
            var refused = await ada.PostAsync(id, "x", room);
            Assert.Equal("bad_request", refused.Code());
            Assert.StartsWith("id", (string)refused["message"]!, StringComparison.Ordinal);
        }
        Assert.Equal("ok", (await ada.PostAsync("AZ-az_09" + new string('x', 56), "x", room)).Type());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Lobby")]
    [InlineData("under_score")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("../x")]
    [InlineData("a\0")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_cannot_be_a_room_is_a_bad_request_in_every_request(string name)
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        object[] requests =
        [
            new { type = "join", room = name }, new { type = "leave", room = name }, new { type = "send", room = name, id = "1", text = "x" },
            new { type = "history", room = name, before = 1 },
        ];
        foreach (var request in requests)
        {
            var refused = await ada.AskAsync(request);
            Assert.Equal("bad_request", refused.Code());
            Assert.StartsWith("room", (string)refused["message"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_connection_may_be_in_so_many_rooms_and_no_more()
    {
        await using var server = await ServerProcess.StartAsync("--AkkaChat:Limits:RoomsPerConnection=3");
        await using var ada = await Guest.ConnectAsync(server.WebSocket);
        foreach (var name in new[] { "a", "b", "c" })
            Assert.Equal("joined", (await ada.AskAsync(new { type = "join", room = name })).Type());
        Assert.Equal("error", (await ada.AskAsync(new { type = "join", room = "d" })).Type());
        Assert.Equal("joined", (await ada.AskAsync(new { type = "join", room = "a" })).Type());
        await ada.AskAsync(new { type = "leave", room = "a" });
        Assert.Equal("joined", (await ada.AskAsync(new { type = "join", room = "d" })).Type());
    }
}
