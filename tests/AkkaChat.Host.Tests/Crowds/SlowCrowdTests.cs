using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Crowds;

/// <summary>Many who do not read: each costs its bound, and nobody waits for them.</summary>
public sealed class SlowCrowdTests(SlowCrowdTests.SmallBuffers fixture) : IClassFixture<SlowCrowdTests.SmallBuffers>
{
    private const int Kilobyte = 1024;
    private const int Queue = 64 * Kilobyte, SendBuffer = 32 * Kilobyte, TextBytes = 8 * Kilobyte;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // The heartbeat is far: it is the queue that ends connections here.
    public sealed class SmallBuffers() : ServerFixture(
        $"--AkkaChat:Limits:OutboundQueueBytes={Queue}",
        $"--AkkaChat:Limits:SendBufferBytes={SendBuffer}",
        "--AkkaChat:Limits:SendsPerSecond=0",
        "--AkkaChat:Limits:HeartbeatMs=600000");

    private readonly string room = Guest.NewRoom();

    [Fact]
    public async Task Half_a_room_that_reads_nothing_delays_nobody_is_told_4010_and_misses_nothing()
    {
        const int Half = 150; // So many together that their sends go to the system in one call (SendRing).
        var readers = await Task.WhenAll(Enumerable.Range(0, Half).Select(_ => Guest.JoinAsync(fixture, room)));
        var idle = await Task.WhenAll(Enumerable.Range(0, Half).Select(_ => RawMember.JoinAsync(fixture.Address, room)));

        var head = await PostUntilLeftAsync(online: Half);

        await Task.WhenAll(readers.Select(r => ReadAllAsync(r, head)));
        await Task.WhenAll(idle.Select(async member =>
        {
            Assert.Equal((4010, 4010), await member.ReadToTheEndAsync());
            await member.ResumeAsync(fixture.Address);
            Assert.Equal(head, member.Last);
            await member.DisposeAsync();
        }));
    }

    // Else Linux gives a socket megabytes before the server learns that nobody reads.
    [Fact]
    public async Task Who_does_not_read_is_found_out_after_the_queue_and_the_sockets_buffer()
    {
        const int KernelCountsDouble = 2, KestrelKeeps = 64 * Kilobyte, TheClientsOwn = 16 * Kilobyte, SentUnnoticed = 32 * TextBytes;
        await using var idle = await RawMember.JoinAsync(fixture.Address, room);

        var sent = await PostUntilLeftAsync(online: 0) * TextBytes;

        // What is sent while the others learn that it is gone, which they do once a second, counts too.
        Assert.InRange(sent, Queue, Queue + (SendBuffer * KernelCountsDouble) + KestrelKeeps + TheClientsOwn + SentUnnoticed);
    }

    /// <summary>Posts until so many are left beside the writer and a watcher, and returns the head.</summary>
    private async Task<long> PostUntilLeftAsync(int online)
    {
        await using var writer = await Guest.JoinAsync(fixture, room);
        await using var watcher = await Guest.JoinAsync(fixture, room);
        var areGone = watcher.NextAsync(m => m.Type() == "presence" && (int)m["online"]! == online + 2);
        var head = 0L;
        while (!areGone.IsCompleted)
        {
            Assert.True(head < 2_000, $"{head} messages of {TextBytes} bytes wait for somebody who does not read");
            head = await writer.PostedAsync(new string('x', TextBytes), room);
            await Task.WhenAny(areGone, Task.Delay(Pause));
        }
        await areGone;
        return head;
    }

    private static async Task ReadAllAsync(JsonChatClient reader, long head)
    {
        for (var seq = 1; seq <= head; seq++)
            Assert.Equal(seq, (long)(await reader.NextAsync("event"))["seq"]!);
        await reader.DisposeAsync();
    }
}
