using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Fuzz.Requests;

/// <summary>The one reply that a request must get.</summary>
/// <param name="Request">For people.</param>
/// <param name="Answers">Types of reply that are right, an error as <c>error:code</c>.</param>
/// <param name="Problems">Refusals that are right: they begin with the field.</param>
internal sealed partial record Expectation(string Request, long? Ref, IReadOnlyList<string> Answers, IReadOnlyList<Problem> Problems)
{
    public bool IsAnsweredBy(JsonNode reply) =>
        (long?)reply["ref"] == Ref && (Answers.Contains(reply.Type() == "error" ? $"error:{reply.Code()}" : reply.Type()!) || Blamed(reply) is not null);

    /// <summary>The problem that a refusal tells of.</summary>
    public Problem? Blamed(JsonNode reply) => reply.Type() != "error" ? null : Problems.FirstOrDefault(p =>
        (p.Code == "?" ? "bad_request" : p.Code) == reply.Code()
        && (p.Field.Length == 0 || ((string)reply["message"]!).StartsWith($"{p.Field}:", StringComparison.Ordinal)));

    /// <summary>True for words that no person should get to see.</summary>
    public static bool Leaks(JsonNode reply) => reply.Type() == "error" && (reply.Code() == "internal" || Innards().IsMatch((string)reply["message"]!));

    [GeneratedRegex(@"Exception|\bat \w+\.|System\.|Akka|Sqlite|\.cs\b")]
    private static partial Regex Innards();
}
