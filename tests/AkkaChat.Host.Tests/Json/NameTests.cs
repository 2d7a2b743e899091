using AkkaChat.Host.Tests.Support;
using AkkaChat.Testing;

namespace AkkaChat.Host.Tests.Json;

/// <summary>Names that could pass for another, or disturb what is around them.</summary>
public sealed class NameTests(AnyServer fixture) : IClassFixture<AnyServer>
{
    public static readonly TheoryData<string> BadNames = new(
        "", " ", "\t", "\u00A0", "\u3000", "a\u202Eb", "a\u202Ab", "a\u202Db", "\u2066a", "a\u2069", "a\u200Bb", "a\u200Db", "a\u200C", "\uFEFFa", "a\u2060b",
        "a\u200Eb", "a\u200Fb", "a\u061Cb", "a\u00ADb", "a\u180Eb", "a\0b", "a\u0001b", "a\nb", "a\tb", "a\u007Fb", "a\u0085b", "a\u2028b", "a\u2029b",
        "\u3164", "\u2800", "\u115F", "\U000E0041", "a\U000E0041", "\u0301", "\u0301\u0301", "e\u0301\u0302\u0303\u0304", "a\uE000b",
        "123456789012345678901234567890123", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀");

    [Theory, MemberData(nameof(BadNames))]
    public async Task A_name_that_could_deceive_or_is_too_long_is_a_bad_request(string name)
    {
        await using var client = await Guest.SilentAsync(fixture);
        var refused = await client.AskAsync(new { type = "hello", name });
        Assert.Equal("bad_request", refused.Code());
        Assert.Contains("name", (string)refused["message"]!, StringComparison.Ordinal);
        Assert.Equal("welcome", (await client.AskAsync(new { type = "hello" })).Type());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("12345678901234567890123456789012")]
    [InlineData("名前")]
    [InlineData("Ünïcödé Näme")]
    [InlineData("مرحبا")]
    [InlineData("हिन्दी")]
    [InlineData("e\u0301\u0302\u0303")]
    [InlineData("😀")]
    [InlineData("O'Brien <b>&\"")]
    public async Task A_name_that_people_have_is_taken_as_it_is(string name)
    {
        await using var client = await Guest.SilentAsync(fixture);
        var welcome = await client.AskAsync(new { type = "hello", name });
        Assert.Equal("welcome", welcome.Type());
        Assert.Equal(name, (string)welcome["user"]!["name"]!);
    }

    [Theory]
    [InlineData("anna", "ANNA")]
    [InlineData("berta", "ｂｅｒｔａ")]
    [InlineData("file", "\uFB01le")]
    [InlineData("caf\u00E9", "cafe\u0301")]
    [InlineData("dora", " dora ")]
    [InlineData("eva2", "eva²")]
    [InlineData("σίσυφος", "ΣΊΣΥΦΟΣ")]
    public async Task The_name_of_somebody_present_is_taken_in_every_form_of_it(string first, string second)
    {
        await using var ada = await Guest.SilentAsync(fixture);
        await using var bob = await Guest.SilentAsync(fixture);
        Assert.Equal("welcome", (await ada.AskAsync(new { type = "hello", name = first })).Type());
        Assert.Equal("name_taken", await bob.RefusedAsync(new { type = "hello", name = second }));
        Assert.Equal("welcome", (await bob.AskAsync(new { type = "hello", name = Guest.NewName() })).Type());
    }

    [Fact]
    public async Task A_name_is_free_again_when_its_person_has_left()
    {
        var name = Guest.NewName();
        await using (var ada = await Guest.SilentAsync(fixture))
            await ada.AskAsync(new { type = "hello", name });
        await using var bob = await Guest.SilentAsync(fixture);
        await Await.UntilAsync(async () => (await bob.AskAsync(new { type = "hello", name })).Type() == "welcome", "the name to be free");
    }

    [Fact]
    public async Task One_person_may_be_here_twice_under_the_same_name()
    {
        var name = Guest.NewName();
        await using var first = await Guest.SilentAsync(fixture);
        var token = (string)(await first.AskAsync(new { type = "hello", name }))["token"]!;
        await using var second = await Guest.SilentAsync(fixture);
        Assert.Equal(name, (string)(await second.AskAsync(new { type = "hello", token, name }))["user"]!["name"]!);
    }
}
