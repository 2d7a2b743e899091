using System.Text;
using System.Text.Json.Nodes;
using AkkaChat.Host.Tests.Support;

namespace AkkaChat.Host.Tests.Json;

/// <summary>What is not the protocol: bad_request without a stack trace, and after the third in a row the end.</summary>
public sealed class MalformedRequestTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    public static readonly TheoryData<string> Malformed = new(
        "", " ", "x", "null", "true", "1", "\"text\"", "[]", "[{}]", "{", "}", "{}", "{}x", "{} {}", "{\"type\":\"leave\",\"room\":\"a\"}{}", "{'type':'leave'}",
        "{type:1}", "{\"type\":\"leave\",}", "// comment\n{}", "{\"type\":NaN}", "{\"type\":01}", "{\"type\":\"lea\nve\"}", "\uFEFF{\"type\":\"leave\",\"room\":\"a\"}",
        "{\"type\":null}", "{\"type\":7}", "{\"type\":[\"leave\"]}", "{\"type\":{}}", "{\"type\":\"\"}", "{\"type\":\"LEAVE\",\"room\":\"a\"}", "{\"type\":\"nonsense\"}",
        "{\"Type\":\"leave\",\"room\":\"a\"}", "{\"type\":\"leave\"}", "{\"type\":\"leave\",\"room\":null}", "{\"type\":\"leave\",\"room\":7}", "{\"type\":\"leave\",\"room\":{}}",
        "{\"type\":\"leave\",\"type\":\"leave\",\"room\":\"a\"}", "{\"type\":\"leave\",\"room\":\"a\",\"room\":\"b\"}", "{\"type\":\"leave\",\"room\":\"a\",\"x\":{\"y\":1,\"y\":2}}",
        "{\"type\":\"leave\",\"room\":\"a\",\"r\\u006fom\":\"b\"}", "{\"type\":\"leave\",\"room\":\"a\",\"ref\":\"1\"}", "{\"type\":\"leave\",\"room\":\"a\",\"ref\":1e999}",
        "{\"type\":\"leave\",\"room\":\"a\",\"ref\":1.5}", "{\"type\":\"leave\",\"room\":\"a\",\"ref\":true}", "{\"type\":\"leave\",\"room\":\"a\",\"ref\":{}}",
        "{\"type\":\"join\",\"room\":\"a\",\"after\":7}", "{\"type\":\"join\",\"room\":\"a\",\"after\":{}}", "{\"type\":\"join\",\"room\":\"a\",\"after\":{\"epoch\":\"e\"}}",
        "{\"type\":\"join\",\"room\":\"a\",\"after\":{\"seq\":1}}", "{\"type\":\"join\",\"room\":\"a\",\"after\":{\"epoch\":1,\"seq\":1}}",
        "{\"type\":\"join\",\"room\":\"a\",\"after\":{\"epoch\":\"e\",\"seq\":1e999}}", "{\"type\":\"join\",\"room\":\"a\",\"after\":{\"epoch\":\"e\",\"seq\":\"1\"}}",
        "{\"type\":\"send\",\"room\":\"a\",\"id\":\"1\"}", "{\"type\":\"send\",\"room\":\"a\",\"text\":\"x\"}", "{\"type\":\"send\",\"room\":\"a\",\"id\":1,\"text\":\"x\"}",
        "{\"type\":\"send\",\"room\":\"a\",\"id\":\"1\",\"text\":[]}", "{\"type\":\"send\",\"room\":\"a\",\"id\":\"1\",\"text\":\"x\",\"replyTo\":\"1\"}",
        "{\"type\":\"history\",\"room\":\"a\",\"before\":\"1\"}", "{\"type\":\"history\",\"room\":\"a\",\"before\":1,\"limit\":\"1\"}",
        "{\"type\":\"history\",\"room\":\"a\",\"before\":1e999}", "{\"type\":\"typing\"}", "{\"type\":\"read\",\"room\":\"a\"}", "{\"type\":\"read\",\"room\":\"a\",\"seq\":\"1\"}", "{\"type\":\"hello\",\"name\":7}", "{\"type\":\"hello\",\"token\":{}}", "{\"type\":\"hello\",\"client\":7}");

    [Theory, MemberData(nameof(Malformed))]
    public async Task A_malformed_request_gets_bad_request_three_times_and_then_the_end(string request)
    {
        await using var client = await Guest.ConnectAsync(fixture);
        for (var i = 0; i < 3; i++)
            await client.SendAsync(request);
        for (var i = 0; i < 3; i++)
            AssertBadRequest(JsonNode.Parse(await client.ReceiveAsync())!);
        var goodbye = JsonNode.Parse(await client.ReceiveAsync())!;
        Assert.Equal(("goodbye", 4000), (goodbye.Type(), (int)goodbye["code"]!));
        Assert.Equal(4000, await client.ClosedAsync());
    }

    [Fact]
    public async Task A_binary_message_is_not_a_request()
    {
        await using var client = await Guest.ConnectAsync(fixture);
        for (var i = 0; i < 3; i++)
            await client.SendBinaryAsync("""{"type":"leave","room":"a"}"""u8.ToArray());
        Assert.Equal(4000, await client.ClosedAsync());
    }

    [Fact]
    public async Task Three_malformed_messages_before_hello_end_the_connection_too()
    {
        await using var client = await Guest.SilentAsync(fixture);
        for (var i = 0; i < 3; i++)
            await client.SendAsync("nonsense");
        Assert.Equal(4000, await client.ClosedAsync());
    }

    [Fact]
    public async Task A_request_in_between_sets_the_count_back()
    {
        await using var client = await Guest.ConnectAsync(fixture);
        for (var round = 0; round < 4; round++)
        {
            await client.SendAsync("nonsense");
            await client.SendAsync("nonsense");
            AssertBadRequest(JsonNode.Parse(await client.ReceiveAsync())!);
            AssertBadRequest(JsonNode.Parse(await client.ReceiveAsync())!);
            Assert.Equal("not_joined", await client.RefusedAsync(new { type = "leave", room = "nowhere" }));
        }
    }

    [Theory]
    [InlineData("""{"type":"send","room":"a","id":"1","ref":5}""", "text")]
    [InlineData("""{"type":"send","room":7,"id":"1","text":"x","ref":5}""", "room")]
    [InlineData("""{"type":"join","room":"a","after":{"epoch":"e","seq":"1"},"ref":5}""", "after.seq")]
    [InlineData("""{"type":"history","room":"a","before":true,"ref":5}""", "before")]
    [InlineData("""{"type":"hello","name":7,"ref":5}""", "name")]
    public async Task A_refusal_names_the_field_and_carries_the_ref(string request, string field)
    {
        await using var client = await Guest.ConnectAsync(fixture);
        await client.SendAsync(request);
        var refused = JsonNode.Parse(await client.ReceiveAsync())!;
        AssertBadRequest(refused);
        Assert.Equal(5, (int)refused["ref"]!);
        Assert.StartsWith(field, (string)refused["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_deeper_than_32_is_refused_and_up_to_32_is_not()
    {
        await using var client = await Guest.ConnectAsync(fixture);
        await client.SendAsync(Nested(32));
        Assert.Equal("not_joined", JsonNode.Parse(await client.ReceiveAsync())!.Code());
        foreach (var depth in new[] { 33, 10_000 })
        {
            await client.SendAsync(Nested(depth));
            AssertBadRequest(JsonNode.Parse(await client.ReceiveAsync())!);
        }
    }

    // The object itself is the first level.
    private static string Nested(int depth) => new StringBuilder("{\"type\":\"leave\",\"room\":\"a\",\"x\":")
        .Append('[', depth - 1).Append(']', depth - 1).Append('}').ToString();

    private static void AssertBadRequest(JsonNode reply)
    {
        Assert.Equal(("error", "bad_request"), (reply.Type(), reply.Code()));
        Assert.DoesNotMatch(@"Exception|\bat \w+\.|System\.|\.cs", (string)reply["message"]!);
    }
}
