namespace AkkaChat.Actors.Connections;

/// <summary>
/// While a thread tells many connections the same, their writes are put off until all are told. One write right after the other costs the
/// system less than each between two actors (docs/performance.md), and what one connection is told twice leaves in one go.
/// </summary>
public static class WriteRound
{
    [ThreadStatic]
    private static List<IPutOff>? putOff;

    [ThreadStatic]
    private static int depth;

    /// <summary>Something that can be put off, such as a write to a socket. Must not throw.</summary>
    public interface IPutOff
    {
        void Do();
    }

    /// <summary>Runs this on the calling thread, and after it all that was put off meanwhile.</summary>
    public static void Run<TState>(TState state, Action<TState> tell)
    {
        depth++;
        try
        {
            tell(state);
        }
        finally
        {
            if (--depth == 0)
                DoAll();
        }
    }

    /// <summary>False when the calling thread is in no round: then it is to be done at once.</summary>
    public static bool TryPutOff(IPutOff write)
    {
        if (depth == 0)
            return false;
        (putOff ??= []).Add(write);
        return true;
    }

    private static void DoAll()
    {
        if (putOff is not { Count: > 0 } writes)
            return;
        foreach (var write in writes)
            write.Do();
        writes.Clear();
    }
}
