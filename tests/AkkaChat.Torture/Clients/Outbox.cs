using AkkaChat.Torture.Checks;

namespace AkkaChat.Torture.Clients;

/// <summary>
/// What one client has for one room: a message stays until it is acknowledged, some are under way at a time, and after a reconnect
/// they are sent again, the oldest first, with the ids they had.
/// </summary>
internal sealed class Outbox(string sender, string room, Action<OutgoingMessage> send)
{
    private const int UnderWay = 16;

    private readonly List<OutgoingMessage> waiting = [];
    private readonly List<OutgoingMessage> all = [];
    private int sent;
    private bool isOpen;

    public int Count => waiting.Count;

    public IEnumerable<SentMessage> Sent(string? userId) => all.Where(m => m.WasSent).Select(m =>
        new SentMessage(sender, room, m.Number, userId, m.Id, m.Text, m.WasRefused));

    public int NextNumber => all.Count + 1;

    public void Add(string text)
    {
        var message = new OutgoingMessage(room, NextNumber, $"{sender}-{NextNumber}", text);
        all.Add(message);
        waiting.Add(message);
        SendOn();
    }

    /// <summary>Nothing is sent until <see cref="SendAgain"/>.</summary>
    public void Hold() => isOpen = false;

    /// <summary>Sends from the oldest on that was not acknowledged.</summary>
    public void SendAgain()
    {
        isOpen = true;
        sent = 0;
        SendOn();
    }

    /// <summary>It is acknowledged, or will never be.</summary>
    public void Remove(OutgoingMessage message)
    {
        var index = waiting.IndexOf(message);
        if (index < 0)
            return;
        waiting.RemoveAt(index);
        if (index < sent)
            sent--;
        SendOn();
    }

    private void SendOn()
    {
        while (isOpen && sent < Math.Min(UnderWay, waiting.Count))
        {
            waiting[sent].WasSent = true;
            send(waiting[sent++]);
        }
    }
}

/// <summary>A message on its way.</summary>
internal sealed class OutgoingMessage(string room, int number, string id, string text)
{
    public string Room => room;

    public int Number => number;

    public string Id => id;

    public string Text => text;

    public bool WasSent { get; set; }

    /// <summary>For the first time.</summary>
    public TimeSpan? SentAt { get; private set; }

    /// <summary>It was answered <c>unavailable</c> at least once, or may have been.</summary>
    public bool WasRefused { get; set; }

    public OutgoingMessage SentNow(TimeSpan now)
    {
        SentAt ??= now;
        return this;
    }
}
