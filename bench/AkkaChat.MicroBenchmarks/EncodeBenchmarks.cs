using AkkaChat.Actors;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;
using AkkaChat.Host.Protocol;
using AkkaChat.Host.WebSockets;
using BenchmarkDotNet.Attributes;

namespace AkkaChat.MicroBenchmarks;

/// <summary>From events to the frames that all members share, and to a sender's replies. Figures are a message.</summary>
public class EncodeBenchmarks
{
    private const int Messages = 32;

    private readonly IWireFormat plain = new PlainTextMode(Samples.Room, isReadOnly: false, new ChatLimits()).Format;
    private readonly IWireFormat json = new JsonFormat(new JsonReplies(new ChatLimits()));
    private readonly EventBatch batch = new(Samples.Room, Samples.Events(1, Messages));
    private readonly RepliesPush replies = new(
        [.. Enumerable.Range(1, Messages).Select(i => new ReplyPush(i, new EventStored(Samples.Room, i, i, 1_790_000_000_000, IsDuplicate: false)))]);

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Plain_text() => ((IPushFormat)plain).Encode(batch).Length;

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Json_events() => ((IPushFormat)json).Encode(batch).Length;

    [Benchmark(OperationsPerInvoke = Messages)]
    public int Json_replies() => json.Encode(replies).Length;
}
