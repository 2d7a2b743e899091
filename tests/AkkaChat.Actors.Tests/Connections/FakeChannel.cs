using System.Collections.Concurrent;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Actors.Tests.Connections;

/// <summary>A socket that remembers what was pushed down.</summary>
public sealed class FakeChannel : IClientChannel
{
    private int timesReadOn;

    public ConcurrentQueue<IClientPush> Pushes { get; } = new();

    public CloseCode? ClosedWith { get; private set; }

    public bool IsAborted { get; private set; }

    public int TimesReadOn => Volatile.Read(ref timesReadOn);

    public TimeSpan QuietFor { get; set; }

    public bool IsBehind { get; set; }

    public long HeardAt { get; } = TimeProvider.System.GetTimestamp();

    public int WaitingBytes { get; set; }

    public string Format => "fake";

    public void Push(IClientPush push)
    {
        IReadOnlyList<IClientPush> all = push is RepliesPush(var replies) ? replies : [push];
        foreach (var one in all)
            Pushes.Enqueue(one);
    }

    public void Ping()
    {
    }

    public void ReadOn() => Interlocked.Increment(ref timesReadOn);

    public void Close(CloseCode code) => ClosedWith ??= code;

    public void Abort() => IsAborted = true;
}
