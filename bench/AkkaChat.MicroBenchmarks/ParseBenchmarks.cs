using System.Buffers;
using System.Text;
using AkkaChat.Actors;
using AkkaChat.Actors.Connections;
using AkkaChat.Host.Protocol;
using AkkaChat.Host.WebSockets;
using BenchmarkDotNet.Attributes;

namespace AkkaChat.MicroBenchmarks;

/// <summary>From the bytes of a client's frame to a request.</summary>
public class ParseBenchmarks
{
    private static readonly ChatLimits Limits = new();

    private readonly MessageReader reader = new(Limits.FrameBytes);
    private readonly PlainTextMode plain = new(Samples.Room, isReadOnly: false, Limits);
    private readonly JsonRequestReader json = new(Limits);
    private readonly ReadOnlySequence<byte> plainFrame = Frame(Samples.Text);
    private readonly ReadOnlySequence<byte> jsonFrame = Frame($$"""{"type":"send","ref":17,"room":"kitchen","id":"a1b2c3d4e5f6","text":"{{Samples.Text}}"}""");

    [Benchmark]
    public object? Frame_alone()
    {
        var input = plainFrame;
        return reader.TryRead(ref input, out var message) ? message.Opcode : null;
    }

    [Benchmark]
    public ClientRequest? Plain_text() => plain.Decode(Read(plainFrame));

    [Benchmark]
    public ClientRequest Json_send() => json.Read(Read(jsonFrame));

    private InboundMessage Read(ReadOnlySequence<byte> input) =>
        reader.TryRead(ref input, out var message) ? message : throw new InvalidOperationException("Half a frame");

    private static ReadOnlySequence<byte> Frame(string text)
    {
        var (payload, mask) = (Encoding.UTF8.GetBytes(text), new byte[] { 1, 2, 3, 4 });
        byte[] head = payload.Length < 126
            ? [0x81, (byte)(0x80 | payload.Length)]
            : [0x81, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return new ReadOnlySequence<byte>([.. head, .. mask, .. payload.Select((b, i) => (byte)(b ^ mask[i % 4]))]);
    }
}
