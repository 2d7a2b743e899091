using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Strings that are JSON and yet no text: half surrogate pairs and U+0000, wherever a string may stand.</summary>
public sealed class StringTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    private static readonly string[] HalfPairs = ["\\ud800", "\\udc00", "\\ud83dx", "x\\ude0a", "\\ude0a\\ud83d", "\\uD83D\\uD83D"];

    // @ stands for the string that is no text.
    private static readonly string[] Places =
    [
        """{"type":"@"}""",
        """{"type":"leave@","room":"a"}""",
        """{"type":"join","room":"@"}""",
        """{"type":"join","room":"r","after":{"epoch":"@","seq":1}}""",
        """{"type":"leave","room":"@"}""",
        """{"type":"send","room":"@","id":"1","text":"x"}""",
        """{"type":"send","room":"r","id":"@","text":"x"}""",
        """{"type":"send","room":"r","id":"1","text":"@"}""",
        """{"type":"history","room":"@","before":1}""",
        """{"type":"history","room":"r","before":"@"}""",
        """{"type":"typing","room":"@"}""",
        """{"type":"hello","name":"@"}""",
        """{"type":"hello","token":"@"}""",
        """{"type":"hello","client":"@"}""",
        """{"type":"leave","room":"r","@":1}""",
        """{"@":1,"type":"leave","room":"r"}""",
        """{"type":"leave","room":"r","unknown":"@"}""",
        """{"type":"leave","room":"r","unknown":{"@":1}}""",
        """{"type":"leave","room":"r","unknown":["@"]}""",
        """{"type":"leave","room":"r","ref":"@"}""",
        """{"@":1,"@":2}""",
        "\"@\"",
        "[\"@\"]",
    ];

    public static TheoryData<string> WithHalfPairs() => new(Places.SelectMany(place => HalfPairs.Select(half => place.Replace("@", half))));

    public static TheoryData<string> WithNul() => new(Places[..13].Select(place => place.Replace("@", "a\\u0000b")));

    [Theory, MemberData(nameof(WithHalfPairs))]
    public async Task Half_a_surrogate_pair_is_a_bad_request_wherever_it_stands(string request)
    {
        await using var client = await Guest.JoinAsync(fixture, "r");
        await AssertBadRequestAsync(client, request);
    }

    [Theory, MemberData(nameof(WithNul))]
    public async Task NUL_is_a_bad_request_wherever_it_stands(string request)
    {
        await using var client = await Guest.JoinAsync(fixture, "r");
        await AssertBadRequestAsync(client, request);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("token")]
    [InlineData("client")]
    public async Task NUL_and_half_pairs_in_the_first_hello_are_refused(string field)
    {
        foreach (var bad in new[] { "\\u0000", "\\ud800" })
        {
            await using var client = await Guest.SilentAsync(fixture);
            await client.SendAsync($$"""{"type":"hello","{{field}}":"{{bad}}"}""");
            Assert.Contains(JsonNode.Parse(await client.ReceiveAsync())!.Code(), field == "token" ? new[] { "bad_request", "unauthenticated" } : ["bad_request"]);
            Assert.Equal("welcome", (await client.AskAsync(new { type = "hello" })).Type());
        }
    }

    [Fact]
    public async Task A_whole_pair_of_escapes_is_one_character()
    {
        await using var client = await Guest.JoinAsync(fixture, "pairs");
        await client.SendAsync("""{"type":"send","room":"pairs","id":"1","text":"\ud83d\ude00 \u00e9"}""");
        Assert.Equal("😀 é", (string)(await client.NextAsync("event"))["text"]!);
    }

    // Its reply is the first that comes, and the connection lives on.
    private static async Task AssertBadRequestAsync(JsonChatClient client, string request)
    {
        await client.SendAsync(request);
        await client.TellAsync(new { type = "leave", room = "sentinel" });
        var reply = await client.NextAsync(m => m.Type() is "error" or "ok" or "welcome" or "joined" or "history");
        Assert.Equal("bad_request", reply.Code());
        Assert.Equal("not_joined", (await client.NextAsync("error")).Code());
    }
}
