using AkkaChat.Bench.Measuring;

namespace AkkaChat.Bench.Load;

/// <summary>The stretch of a run that counts: how long its deliveries took.</summary>
public sealed class Window : IDisposable
{
    private volatile bool isOpen;

    public Latencies Latencies { get; } = new();

    public void Open()
    {
        Latencies.Clear();
        isOpen = true;
    }

    public void Close() => isOpen = false;

    public void Add(Token token)
    {
        if (isOpen)
            Latencies.Add(Token.Now - token.SentAt);
    }

    public void Dispose() => Latencies.Dispose();
}
