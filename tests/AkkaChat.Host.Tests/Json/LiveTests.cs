using System.Diagnostics;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Json;

/// <summary>What the server says by itself: who is here, who writes, where the rooms stand.</summary>
public sealed class LiveTests(LiveTests.LivelyServer fixture) : IClassFixture<LiveTests.LivelyServer>
{
    public sealed class LivelyServer() : ServerFixture("--AkkaChat:Limits:HeartbeatMs=1000", "--AkkaChat:Limits:SendsPerSecond=0");

    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task Others_see_who_writes_and_oneself_does_not()
    {
        await using var ada = await Guest.SilentAsync(fixture);
        var me = (await ada.AskAsync(new { type = "hello", name = Guest.NewName() }))["user"]!;
        await ada.AskAsync(new { type = "join", room });
        await using var bob = await Guest.JoinAsync(fixture, room);
        await ada.TellAsync(new { type = "typing", room, @ref = 77 });
        var typing = await bob.NextAsync("typing");
        Assert.Equal((room, (string)me["id"]!, (string)me["name"]!), ((string)typing["room"]!, (string)typing["by"]!["id"]!, (string)typing["by"]!["name"]!));
        await bob.PostedAsync("after", room);
        await ada.NextAsync(m => Fails(m.Type() == "typing" || (int?)m["ref"] == 77) || m.Type() == "event");
    }

    [Fact]
    public async Task Nobody_writes_in_a_room_without_being_in_it()
    {
        await using var ada = await Guest.ConnectAsync(fixture);
        await using var bob = await Guest.JoinAsync(fixture, room);
        await ada.TellAsync(new { type = "typing", room });
        await ada.AskAsync(new { type = "join", room });
        await ada.PostedAsync("now in", room);
        await bob.NextAsync(m => Fails(m.Type() == "typing") || m.Type() == "event");
    }

    [Fact]
    public async Task The_room_is_told_who_came_and_who_left()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.SilentAsync(fixture);
        var him = (await bob.AskAsync(new { type = "hello", name = Guest.NewName() }))["user"]!;
        await bob.AskAsync(new { type = "join", room });
        var came = await ada.NextAsync(m => m.Type() == "presence" && m["joined"]?.AsArray().Any(p => (string)p!["id"]! == (string)him["id"]!) == true);
        Assert.Equal((room, 2), ((string)came["room"]!, (int)came["online"]!));
        await bob.AskAsync(new { type = "leave", room });
        var left = await ada.NextAsync(m => m.Type() == "presence" && m["left"] is not null);
        Assert.Equal(1, (int)left["online"]!);
        Assert.Equal((string)him["name"]!, (string)left["left"]![0]!["name"]!);
    }

    [Fact]
    public async Task Comings_and_goings_are_gathered_to_one_a_second()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 30; i++)
        {
            await using var guest = await Guest.JoinAsync(fixture, room);
        }
        await using var last = await Guest.SilentAsync(fixture);
        var him = (string)(await last.AskAsync(new { type = "hello" }))["user"]!["id"]!;
        await last.AskAsync(new { type = "join", room });
        var count = 1;
        while ((await ada.NextAsync("presence"))["joined"]?.AsArray().Any(p => (string)p!["id"]! == him) != true)
            count++;
        // One at once, and one at the end of each second begun.
        Assert.InRange(count, 1, clock.Elapsed.TotalSeconds + 2);
    }

    [Fact]
    public async Task A_person_with_two_tabs_is_here_once_until_both_are_gone()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var tab = await Guest.SilentAsync(fixture);
        var token = (string)(await tab.AskAsync(new { type = "hello", name = Guest.NewName() }))["token"]!;
        await tab.AskAsync(new { type = "join", room });
        await using var other = await Guest.SilentAsync(fixture);
        await other.AskAsync(new { type = "hello", token });
        var joined = await other.AskAsync(new { type = "join", room });
        Assert.Equal((2, 2), ((int)joined["online"]!, joined["members"]!.AsArray().Count));
        await tab.CloseAsync();
        await using var bob = await Guest.ConnectAsync(fixture);
        Assert.Equal(3, (int)(await bob.AskAsync(new { type = "join", room }))["online"]!);
    }

    [Fact]
    public async Task A_heartbeat_tells_the_head_of_every_room_that_one_is_in()
    {
        var other = Guest.NewRoom();
        await using var ada = await Guest.JoinAsync(fixture, room);
        await ada.AskAsync(new { type = "join", room = other });
        await ada.PostedAsync("one", room);
        await ada.PostedAsync("two", room);
        var beat = await ada.NextAsync(m => m.Type() == "heartbeat" && (long?)m["heads"]![room] == 2);
        Assert.Equal(0, (long)beat["heads"]![other]!);
        Assert.Equal(2, beat["heads"]!.AsObject().Count);
        await ada.AskAsync(new { type = "leave", room = other });
        await ada.NextAsync(m => m.Type() == "heartbeat" && m["heads"]![other] is null);
    }

    private static bool Fails(bool forbidden)
    {
        Assert.False(forbidden, "This must not be told");
        return false;
    }
}
