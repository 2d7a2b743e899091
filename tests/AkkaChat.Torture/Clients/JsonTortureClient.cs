using System.Text.Json;
using AkkaChat.Torture.Checks;

namespace AkkaChat.Torture.Clients;

/// <summary>A client of <c>akkachat.v1</c> that follows docs/protocol.md to the letter.</summary>
internal sealed partial class JsonTortureClient : TortureClient
{
    private const int MostWaiting = 200;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(300);

    private sealed record Request(string Type, string? Room = null, OutgoingMessage? Message = null, long? After = null)
    {
        public long AskedAt { get; } = Environment.TickCount64;
    }

    private readonly Dictionary<long, Request> unanswered = [];
    private readonly Dictionary<string, RoomView> views;
    private readonly Dictionary<string, Outbox> outboxes;
    private readonly Dictionary<string, long> retryAt = [];
    private readonly Texts texts;
    private readonly Balancer balancer;
    private string displayName;
    private string? token, userId;
    private long lastRef;
    private long? helloAt;

    public JsonTortureClient(string name, Balancer balancer, IReadOnlyList<string> rooms, int rate, int seed, Ledger ledger)
        : base(name, rate, seed, ledger)
    {
        displayName = name;
        this.balancer = balancer;
        texts = new Texts(new Random(seed));
        views = rooms.ToDictionary(r => r, r => new RoomView(name, r, ledger));
        outboxes = rooms.ToDictionary(r => r, r => new Outbox(name, r, Send));
    }

    public override bool IsSettled
    {
        get
        {
            lock (Gate)
                return outboxes.Values.All(o => o.Count == 0) && views.Values.All(v => v.IsLive);
        }
    }

    public override string Condition
    {
        get
        {
            lock (Gate)
                return string.Join("; ", views.Select(v =>
                    $"{v.Key} at {v.Value.Last}{(v.Value.IsLive ? "" : ", not joined")}, {outboxes[v.Key].Count} to send"));
        }
    }

    public override IReadOnlyList<SentMessage> Sent => [.. outboxes.Values.SelectMany(o => o.Sent(userId))];

    public IEnumerable<Witness> Witnesses => views.Values.SelectMany(v => v.Witnesses);

    protected override Uri Address => balancer.Next();

    protected override string? Subprotocol => "akkachat.v1";

    /// <summary>Whether it has everything up to these heads.</summary>
    public bool HasSeen(IReadOnlyDictionary<string, long> heads)
    {
        lock (Gate)
            return views.All(v => v.Value.Last >= heads[v.Key]);
    }

    protected override void OnOpened()
    {
        // The refusal may have been on its way when the connection ended.
        foreach (var request in unanswered.Values.Where(r => r.Message is not null && Ledger.MayHaveRefused(r.AskedAt)))
            request.Message!.WasRefused = true;
        unanswered.Clear();
        retryAt.Clear();
        helloAt = null;
        foreach (var (room, view) in views)
        {
            view.Forget();
            outboxes[room].Hold();
        }
        SayHello();
    }

    protected override void OnTick()
    {
        if (Socket is not null && helloAt <= Environment.TickCount64)
        {
            helloAt = null;
            SayHello();
        }
        foreach (var room in retryAt.Where(r => r.Value <= Environment.TickCount64).Select(r => r.Key).ToList())
        {
            retryAt.Remove(room);
            if (Socket is null)
                continue;
            if (views[room].IsLive)
                outboxes[room].SendAgain();
            else
                Join(room);
        }
    }

    protected override void WriteMany(int count, bool isLarge)
    {
        var (room, outbox) = outboxes.ElementAt(Random.Next(outboxes.Count));
        for (var i = 0; i < count && outbox.Count < MostWaiting; i++)
        {
            var tag = $"{Name} {room} {outbox.NextNumber}";
            outbox.Add(isLarge ? texts.Large(tag) : texts.Next(tag, mayHoldControls: false));
        }
    }

    private void SayHello() => Ask(new Request("hello"), new { type = "hello", name = displayName, token });

    private void Join(string room)
    {
        var view = views[room];
        if (view.IsJoining)
            return;
        view.IsJoining = true;
        object? after = view.Epoch is null ? null : new { epoch = view.Epoch, seq = view.Last };
        Ask(new Request("join", room, After: view.Last), new { type = "join", room, after });
    }

    private void Send(OutgoingMessage message) =>
        Ask(new Request("send", message.Room, message.SentNow(Ledger.Now)), new { type = "send", room = message.Room, id = message.Id, text = message.Text });

    private void Ask(Request request, object body)
    {
        var node = JsonSerializer.SerializeToNode(body)!.AsObject();
        foreach (var (name, _) in node.Where(p => p.Value is null).ToList())
            node.Remove(name);
        node["ref"] = ++lastRef;
        unanswered[lastRef] = request;
        Socket?.Send(node.ToJsonString());
    }
}
