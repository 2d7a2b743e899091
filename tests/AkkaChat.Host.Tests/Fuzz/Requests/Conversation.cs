using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Fuzz.Frames;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>Sends some requests at once, and waits until each has had its reply: no more and no fewer.</summary>
internal sealed class Conversation(RawWebSocket client, Random random)
{
    private const int MostMalformedInARow = 3, MostShown = 300;

    private static readonly string[] Pushes = ["event", "presence", "typing", "read", "heartbeat"];

    private readonly RequestGenerator generator = new(random);
    private readonly ConversationModel model = new();
    private readonly List<Expectation> unanswered = [];
    private int malformedInARow;
    private long lastSentinel = long.MinValue;

    public bool HasEnded { get; private set; }

    public override string ToString() => $"Waiting for replies to:\n{string.Join('\n', unanswered.Select(e => e.Request))}";

    /// <summary>Up to so many generated requests, and returns how many.</summary>
    public async Task<int> SayAsync(int count)
    {
        var (requests, closeCode, isSure) = (new List<ClientFrame>(), (int?)null, true);
        while (requests.Count < count && closeCode is null && isSure)
        {
            var (frame, request) = Next();
            isSure = request.IsSurelyMalformed is not null;
            closeCode = Expect(frame, request);
            requests.Add(frame);
        }
        await SayAsync(requests, closeCode);
        return requests.Count;
    }

    public async Task SayAsync(string request)
    {
        var frame = ClientFrame.Text(request);
        await SayAsync([frame], Expect(frame, Judge(frame)));
    }

    private async Task SayAsync(List<ClientFrame> requests, int? closeCode)
    {
        // Answered at once: what has no reply then, and waits for no room, gets none.
        if (closeCode is null)
            requests.Add(Sentinel());
        await client.SendAsync([.. requests]);
        if (closeCode is { } code)
            await EndAsync(code);
        else
            await ListenAsync(() => unanswered.Count == 0);
    }

    private (ClientFrame, Judgement) Next()
    {
        var bytes = generator.Next();
        var frame = random.Next(100) == 0 ? ClientFrame.Binary(bytes) : ClientFrame.Text(bytes);
        var request = Judge(frame);
        if (IsTellable(request))
            return (frame, request);
        frame = ClientFrame.Text(generator.Harmless());
        return (frame, Judge(frame));
    }

    // One reply at a time has this ref, or none. And not too many conversations are to end with the third malformed request, none of
    // them with one that may be malformed or not.
    private bool IsTellable(Judgement request) =>
        unanswered.All(e => e.Ref != request.Ref)
        && (malformedInARow < MostMalformedInARow - 1 || (request.IsSurelyMalformed is not null && random.Next(8) == 0));

    private static Judgement Judge(ClientFrame frame) => RequestModel.Judge(frame.Opcode == ClientFrame.TextFrame, frame.Payload);

    private int? Expect(ClientFrame frame, Judgement request)
    {
        if (frame.Opcode == ClientFrame.TextFrame && !Utf8Model.IsText(frame.Payload))
            return 1007;
        if (model.Expect(request, frame.Payload) is { } reply)
            unanswered.Add(reply);
        malformedInARow = request.IsSurelyMalformed == false ? 0 : malformedInARow + 1;
        return malformedInARow == MostMalformedInARow ? 4000 : null;
    }

    private ClientFrame Sentinel()
    {
        var frame = ClientFrame.Text(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"leave","room":"never-joined","ref":{{++lastSentinel}}}"""));
        var text = Encoding.UTF8.GetString(frame.Payload);
        unanswered.Add(new Expectation(text, lastSentinel, ["error:not_joined", "error:hello_first"], []));
        malformedInARow = 0;
        return frame;
    }

    private async Task EndAsync(int code)
    {
        HasEnded = true;
        var frame = await ListenAsync(() => false);
        Assert.Equal(code, frame.CloseCode);
        client.Finish();
        await client.ReceiveEndAsync();
    }

    /// <summary>Until it is enough, or, where the end is expected, to the close frame.</summary>
    private async Task<ServerFrame> ListenAsync(Func<bool> isEnough)
    {
        ServerFrame frame = null!;
        while (!isEnough())
        {
            frame = await client.ReceiveAsync();
            if (frame.IsClose)
            {
                Assert.True(HasEnded, $"The server closed: {frame}");
                return frame;
            }
            Take(frame.Text);
        }
        return frame;
    }

    private void Take(string text)
    {
        var message = JsonNode.Parse(text)!;
        Assert.False(Expectation.Leaks(message), $"No person should read this: {text}");
        if (Pushes.Contains(message.Type()) || (HasEnded && message.Type() == "goodbye"))
            return;
        var answered = unanswered.Find(e => e.IsAnsweredBy(message));
        Assert.True(answered is not null, $"Nothing was asked that this would answer: {(text.Length > MostShown ? text[..MostShown] : text)}");
        unanswered.Remove(answered!);
        model.SaidHello |= message.Type() == "welcome";
    }
}
