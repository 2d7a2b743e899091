using AkkaChat.Torture.Checks;

namespace AkkaChat.Torture.Clients;

/// <summary>A plain-text client: nothing is acknowledged, so it sends each line once and writes down what it hears.</summary>
internal sealed class PlainTortureClient(string name, Balancer balancer, string room, int rate, int seed, Ledger ledger)
    : TortureClient(name, rate, seed, ledger)
{
    private readonly List<SentMessage> sent = [];
    private readonly List<(int Connection, List<string> Texts)> hearings = [];
    private readonly HashSet<string> ownUnheard = [];
    private readonly Texts texts = new(new Random(seed));
    private int connection, number;

    /// <summary>Every line of this connection has come back.</summary>
    public override bool IsSettled
    {
        get
        {
            lock (Gate)
                return Socket is not null && ownUnheard.Count == 0;
        }
    }

    public override string Condition
    {
        get
        {
            lock (Gate)
                return $"{room}, {(Socket is null ? "not connected" : $"{ownUnheard.Count} lines of its own unheard")}";
        }
    }

    public override IReadOnlyList<SentMessage> Sent => sent;

    public IEnumerable<Hearing> Hearings => hearings.Select(h => new Hearing(Name, h.Connection, room, h.Texts));

    protected override Uri Address => new(balancer.Next(), $"?room={room}");

    protected override string? Subprotocol => null;

    protected override void OnOpened()
    {
        connection++;
        number = 0;
        ownUnheard.Clear();
        hearings.Add((connection, []));
    }

    protected override void OnMessage(string text)
    {
        hearings[^1].Texts.Add(Ledger.Shared(text));
        ownUnheard.Remove(text);
    }

    protected override void OnTick()
    {
    }

    protected override void WriteMany(int count, bool isLarge)
    {
        if (Socket is not { } socket)
            return;
        for (var i = 0; i < count; i++)
        {
            var tag = $"{Name}.{connection} {++number}";
            var text = Ledger.Shared(isLarge ? texts.Large(tag) : texts.Next(tag, mayHoldControls: true));
            sent.Add(new SentMessage($"{Name}.{connection}", room, number, UserId: null, Id: null, text));
            ownUnheard.Add(text);
            socket.Send(text);
        }
    }
}
