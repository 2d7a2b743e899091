using System.Text;

namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>What a connection has reached, and so what each request must be answered with (docs/protocol.md).</summary>
internal sealed class ConversationModel
{
    private readonly HashSet<string> rooms = [];

    /// <summary>Set when the welcome has come.</summary>
    public bool SaidHello { get; set; }

    /// <summary>Null for the one request without a reply.</summary>
    public Expectation? Expect(Judgement request, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (request.Problems.Count > 0)
            return new Expectation(text, request.Ref, [], [.. request.Problems, .. request.Doubts]);
        if (request.Type == "typing")
            return SaidHello ? null : new Expectation(text, null, ["error:hello_first"], []);
        return new Expectation(text, request.Ref, [.. Answers(request)], request.Doubts);
    }

    private string[] Answers(Judgement request)
    {
        if (request.Type == "hello")
            return SaidHello ? ["error:bad_request"] : ["welcome", "error:name_taken", "error:unauthenticated"];
        if (!SaidHello)
            return ["error:hello_first"];
        if (request.Type == "join")
        {
            rooms.Add(request.Room!);
            return ["joined", "error:not_joined"]; // Not when it is left meanwhile.
        }
        if (!rooms.Contains(request.Room!))
            return ["error:not_joined"];
        switch (request.Type)
        {
            case "leave":
                rooms.Remove(request.Room!);
                return ["ok"];
            case "history":
                return ["history", "error:not_joined"];
            case "read":
                return ["ok", "error:bad_request"]; // A seq that was not reached.
            case "send":
                return ["ok", "error:id_conflict", "error:bad_request"]; // A replyTo that was not reached.
            default:
                return ["ok", "error:id_conflict", "error:not_found", "error:forbidden"];
        }
    }
}
