using AkkaChat.Actors.Log;
using AkkaChat.Actors.Rooms;
using BenchmarkDotNet.Attributes;

namespace AkkaChat.MicroBenchmarks;

/// <summary>What a room thinks about a message: decide, and apply once it is stored. A batch of so many; figures are a message.</summary>
public class DecideBenchmarks
{
    private const int Messages = 4_096;

    private PostEvent[][] batches = [];

    [Params(1, 32, 1_024)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Setup() => batches = [.. Enumerable.Range(0, Messages).Select(i => Samples.Post(i)).Chunk(Batch)];

    [Benchmark(OperationsPerInvoke = Messages)]
    public long Decide_and_apply()
    {
        var state = new RoomState(Samples.Room, new OpenedRoom("epoch", 0, [], []));
        foreach (var batch in batches)
        {
            foreach (var decision in state.Decide(batch, LogExcerpt.Nothing, now: 0))
                state.Apply(((Decision.Accepted)decision).Event);
        }
        return state.Head;
    }
}
