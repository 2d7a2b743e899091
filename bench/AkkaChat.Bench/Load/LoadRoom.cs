using System.Globalization;

namespace AkkaChat.Bench.Load;

/// <summary>A room of the load: who sends in it, numbered in the order of their first message.</summary>
public sealed class LoadRoom(int number)
{
    private readonly List<LoadClient> senders = [];

    public int Number { get; } = number;

    public string Name { get; } = number.ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<LoadClient> Senders
    {
        get
        {
            lock (senders)
                return [.. senders];
        }
    }

    public int AddSender(LoadClient client)
    {
        lock (senders)
        {
            senders.Add(client);
            return senders.Count - 1;
        }
    }
}
