namespace AkkaChat.Actors.Connections;

/// <summary>
/// While a thread tells many connections the same, their writes are put off until all are told. One write right after the other costs the
/// system less than each between two actors (docs/performance.md), and what one connection is told twice leaves in one go.
/// </summary>
public static class WriteRound
{
    /// <summary>With fewer, handing them to the system together gains nothing.</summary>
    private const int FewestTogether = 200;

    [ThreadStatic]
    private static List<IPutOff>? putOff;

    [ThreadStatic]
    private static int depth;

    /// <summary>A write to a socket that can be put off. What it calls must not throw.</summary>
    public interface IPutOff
    {
        /// <summary>Makes it ready to go out together with others, when there are many.</summary>
        void Begin();

        /// <summary>Does it, or completes what was begun.</summary>
        void End();
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
                WriteAll();
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

    private static void WriteAll()
    {
        if (putOff is not { Count: > 0 } writes)
            return;
        if (writes.Count >= FewestTogether)
        {
            foreach (var write in writes)
                write.Begin();
        }
        foreach (var write in writes)
            write.End();
        writes.Clear();
    }
}
