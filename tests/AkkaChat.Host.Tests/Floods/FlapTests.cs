using System.Diagnostics;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Floods;

/// <summary>What flickers many times a second is gathered before the others hear of it.</summary>
public sealed class FlapTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    private const int Times = 400;

    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task Leaving_and_joining_over_and_over_is_told_at_most_once_a_second()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        await ada.NextAsync(m => m.Type() == "presence" && (int)m["online"]! == 2);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Times; i++)
        {
            await bob.TellAsync(new { type = "leave", room });
            await bob.TellAsync(new { type = "join", room });
        }
        await bob.AskAsync(new { type = "leave", room });
        var count = 1;
        while ((int)(await ada.NextAsync("presence"))["online"]! != 1)
            count++;
        // One at the end of each second begun.
        Assert.InRange(count, 1, clock.Elapsed.TotalSeconds + 2);
    }

    [Fact]
    public async Task Writing_is_told_at_most_once_a_second_also_by_who_comes_and_goes_meanwhile()
    {
        await using var ada = await Guest.JoinAsync(fixture, room);
        await using var bob = await Guest.JoinAsync(fixture, room);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Times; i++)
        {
            await bob.TellAsync(new { type = "typing", room });
            await bob.TellAsync(new { type = "leave", room });
            await bob.AskAsync(new { type = "join", room });
        }
        await bob.PostedAsync("last", room);
        var count = 0;
        while ((await ada.NextAsync(m => m.Type() is "typing" or "event")).Type() == "typing")
            count++;
        Assert.InRange(count, 1, clock.Elapsed.TotalSeconds + 2);
    }
}
