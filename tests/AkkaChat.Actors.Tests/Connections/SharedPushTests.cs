using AkkaChat.Actors.Connections;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Connections;

/// <summary>What goes down many sockets is encoded once a format.</summary>
public class SharedPushTests
{
    private static readonly Person Ann = new(new UserId("ann"), "ann");

    [Fact]
    public async Task However_many_threads_ask_at_the_same_moment_one_encodes()
    {
        const int Threads = 8;
        var asking = 0;
        var (format, batch) = (new CountingFormat(() => SpinWait.SpinUntil(() => Volatile.Read(ref asking) == Threads)), Batch(1, 2));
        var asked = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                Interlocked.Increment(ref asking);
                return batch.EncodedAs(format);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal(1, format.Encoded);
        Assert.All(asked, bytes => Assert.Equal(asked[0], bytes));
    }

    [Fact]
    public void Batches_put_together_have_the_bytes_of_their_parts_and_are_not_encoded_again()
    {
        var (format, first, second) = (new CountingFormat(() => { }), Batch(1, 2), Batch(3, 3));
        byte[] parts = [.. first.EncodedAs(format).Span, .. second.EncodedAs(format).Span];
        var whole = new EventBatch([first, second]);
        Assert.Equal(parts, whole.EncodedAs(format).ToArray());
        Assert.Equal((1L, 3L, 2), (whole.FirstSeq, whole.LastSeq, format.Encoded));
        Assert.Equal([1, 2, 3], whole.Events.Select(e => e.Seq));
    }

    private static EventBatch Batch(long first, long last) => new(RoomId.Lobby, [.. Enumerable.Range((int)first, (int)(last - first + 1)).Select(seq =>
        new RoomEvent(seq, 0, Ann, ClientMessageId.Stored($"{seq}"), new MessagePosted("text", null)))]);

    private sealed class CountingFormat(Action encoding) : IPushFormat
    {
        private int encoded;

        public int Encoded => encoded;

        public string Name => "counting";

        public ReadOnlyMemory<byte> Encode(SharedPush push)
        {
            Interlocked.Increment(ref encoded);
            encoding();
            return ((EventBatch)push).Events.Select(e => (byte)e.Seq).ToArray();
        }
    }
}
