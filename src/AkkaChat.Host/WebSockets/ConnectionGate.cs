namespace AkkaChat.Host.WebSockets;

/// <summary>Lets so many in at a time, and has the others come back, before the upgrade.</summary>
/// <param name="most">Null for any number.</param>
internal sealed class ConnectionGate(int? most, ILogger<ConnectionGate> logger)
{
    private int inside;
    private int isFull;

    /// <summary>Who is let in must <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref inside) <= (most ?? int.MaxValue))
            return true;
        Interlocked.Decrement(ref inside);
        if (Interlocked.Exchange(ref isFull, 1) == 0)
            logger.LogWarning("The server is full: {Most} connections. More are refused until some end", most);
        return false;
    }

    public void Leave()
    {
        var left = Interlocked.Decrement(ref inside);
        if (left < most * 0.9) // One line, however long it stays at the brim.
            Volatile.Write(ref isFull, 0);
    }
}
