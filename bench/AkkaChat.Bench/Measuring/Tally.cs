namespace AkkaChat.Bench.Measuring;

/// <summary>What one receiver has seen of one sender: each message once and in turn, or what was wrong.</summary>
public sealed class Tally
{
    private int next;
    private HashSet<int>? missing;

    public int Doubled { get; private set; }

    public int Reordered { get; private set; }

    /// <summary>A message of this number came.</summary>
    /// <param name="number">0, 1, 2 … as the sender counts.</param>
    public void Add(int number)
    {
        if (number == next)
        {
            next++;
            return;
        }
        for (; next < number; next++)
            (missing ??= []).Add(next);
        if (number == next)
            next++;
        else if (missing?.Remove(number) == true)
            Reordered++;
        else
            Doubled++;
    }

    /// <summary>How many of so many sent messages did not come.</summary>
    public int LostOf(int sent) => Math.Max(0, sent - next) + (missing?.Count ?? 0);
}
