using AkkaChat.Host.Tests.Fuzz.Requests;

namespace AkkaChat.Host.Tests.Fuzz.Frames;

/// <summary><c>akkachat.v1</c> as far as requests go that are answered at once: one reply each, in order, and 4000 for the third malformed one in a row.</summary>
internal sealed class JsonModeModel : IModeModel
{
    private const int MostMalformedInARow = 3;

    private readonly ConversationModel conversation = new();
    private int malformedInARow;

    public List<Expectation> Replies { get; } = [];

    public int? Take(bool isText, byte[] payload)
    {
        var request = RequestModel.Judge(isText, payload);
        if (conversation.Expect(request, payload) is { } reply)
            Replies.Add(reply);
        conversation.SaidHello |= request is { Type: "hello", Problems.Count: 0 };
        malformedInARow = request.IsSurelyMalformed == true ? malformedInARow + 1 : 0;
        return malformedInARow == MostMalformedInARow ? 4000 : null;
    }
}
