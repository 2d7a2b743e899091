using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Sending, once and in order (docs/protocol.md, What is promised).</summary>
public sealed class SendTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task A_message_is_acknowledged_and_seen_by_everybody_with_the_same_seq_and_time()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var ok = await ada.AskAsync(new { type = "send", room, id = "first", text = "<b>hi</b> \"x\" 😀\n\t/help" });
        var seen = await bob.NextAsync("event");
        Assert.Equal("ok", ok.Type());
        Assert.False((bool)ok["duplicate"]!);
        Assert.Equal(1, (long)ok["seq"]!);
        Assert.InRange((long)ok["at"]!, before - 1_000, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1_000);
        Assert.Equal((long)ok["seq"]!, (long)seen["seq"]!);
        Assert.Equal((long)ok["at"]!, (long)seen["at"]!);
        Assert.Equal((room, "first", "posted"), ((string)seen["room"]!, (string)seen["id"]!, (string)seen["kind"]!));
        Assert.Equal("<b>hi</b> \"x\" 😀\n\t/help", (string)seen["text"]!);
    }

    [Fact]
    public async Task The_sender_sees_its_own_message_as_an_event_too()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await ada.TellAsync(new { type = "send", room, id = "own", text = "mine" });
        Assert.Equal("mine", (string)(await ada.NextAsync("event"))["text"]!);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_seq_and_makes_no_event()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var first = await ada.PostAsync("again", "once", room);
        for (var i = 0; i < 5; i++)
        {
            var repeat = await ada.PostAsync("again", "once", room);
            Assert.Equal(((long)first["seq"]!, (long)first["at"]!, true), ((long)repeat["seq"]!, (long)repeat["at"]!, (bool)repeat["duplicate"]!));
        }
        await ada.PostedAsync("next", room);
        Assert.Equal(["once", "next"], await ada.TextsInHistoryAsync(room));
    }

    [Fact]
    public async Task Repeats_in_one_burst_are_stored_once()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        for (var i = 0; i < 20; i++)
            await ada.TellAsync(new { type = "send", room, id = "burst", text = "once" });
        var replies = new List<bool>();
        while (replies.Count < 20)
            replies.Add((bool)(await ada.NextAsync("ok"))["duplicate"]!);
        Assert.Single(replies, duplicate => !duplicate);
        Assert.Equal(["once"], await ada.TextsInHistoryAsync(room));
    }

    [Fact]
    public async Task The_same_id_with_another_content_is_a_conflict()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var first = await ada.PostedAsync("a message to reply to", room);
        await ada.PostAsync("used", "one", room);
        Assert.Equal("id_conflict", await ada.RefusedAsync(new { type = "send", room, id = "used", text = "two" }));
        Assert.Equal("id_conflict", await ada.RefusedAsync(new { type = "send", room, id = "used", text = "one", replyTo = first }));
    }

    [Fact]
    public async Task An_id_is_a_persons_and_a_rooms_own()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        var other = Guest.NewRoom();
        await ada.AskAsync(new { type = "join", room = other });
        Assert.False((bool)(await ada.PostAsync("id", "by ada", room))["duplicate"]!);
        Assert.False((bool)(await bob.PostAsync("id", "by bob", room))["duplicate"]!);
        Assert.False((bool)(await ada.PostAsync("id", "elsewhere", other))["duplicate"]!);
    }

    [Fact]
    public async Task A_message_sent_again_over_a_new_connection_is_known()
    {
        await using var first = await Guest.SilentAsync(fixture);
        var token = (string)(await first.AskAsync(new { type = "hello" }))["token"]!;
        await first.AskAsync(new { type = "join", room });
        var seq = (long)(await first.PostAsync("id", "text", room))["seq"]!;
        first.Abort();
        await using var second = await Guest.SilentAsync(fixture);
        await second.AskAsync(new { type = "hello", token });
        await second.AskAsync(new { type = "join", room });
        var repeat = await second.PostAsync("id", "text", room);
        Assert.Equal((seq, true), ((long)repeat["seq"]!, (bool)repeat["duplicate"]!));
    }

    [Fact]
    public async Task Forged_fields_are_ignored_and_the_servers_own_are_used()
    {
        await using var ada = await Guest.SilentAsync(fixture);
        var me = (await ada.AskAsync(new { type = "hello", name = Guest.NewName() }))["user"]!;
        await ada.AskAsync(new { type = "join", room });
        var ok = await ada.AskAsync(new
        {
            type = "send",
            room,
            id = "forged",
            text = "x",
            seq = 99,
            at = 1,
            by = new { id = "admin", name = "admin" },
            kind = "topic",
            epoch = "e",
        });
        var posted = (await ada.AskAsync(new { type = "history", room, before = 100 })).Events().Single();
        Assert.Equal((1, "posted"), ((long)posted["seq"]!, (string)posted["kind"]!));
        Assert.Equal(((string)me["id"]!, (string)me["name"]!), ((string)posted["by"]!["id"]!, (string)posted["by"]!["name"]!));
        Assert.Equal((long)ok["at"]!, (long)posted["at"]!);
        Assert.True((long)posted["at"]! > 1_000_000_000_000);
    }

    [Fact]
    public async Task A_reply_names_the_message_it_answers()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await ada.PostedAsync("question", room);
        await ada.AskAsync(new { type = "send", room, id = "reply", text = "answer", replyTo = 1 });
        var events = (await ada.AskAsync(new { type = "history", room, before = 100 })).Events();
        Assert.Null(events[0]["replyTo"]);
        Assert.Equal(1, (long)events[1]["replyTo"]!);
        Assert.Equal("bad_request", await ada.RefusedAsync(new { type = "send", room, id = "future", text = "x", replyTo = 99 }));
    }

    [Fact]
    public async Task Who_has_not_joined_or_has_left_a_room_may_not_send_to_it()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        Assert.Equal("not_joined", await ada.RefusedAsync(new { type = "send", room, id = "1", text = "x" }));
        await ada.AskAsync(new { type = "join", room });
        await ada.PostedAsync("in", room);
        Assert.Equal("ok", (await ada.AskAsync(new { type = "leave", room })).Type());
        Assert.Equal("not_joined", await ada.RefusedAsync(new { type = "send", room, id = "2", text = "x" }));
    }

    [Fact]
    public async Task What_one_connection_sends_takes_effect_in_its_order()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        for (var i = 0; i < 500; i++)
            await ada.TellAsync(new { type = "send", room, id = $"{i}", text = $"{i}" });
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), await ada.NextTextsAsync(500));
    }
}
