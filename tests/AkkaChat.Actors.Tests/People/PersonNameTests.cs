using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Tests.People;

public class PersonNameTests
{
    [Theory]
    [InlineData("Ann", "Ann")]
    [InlineData("  Ann B. ", "Ann B.")]
    [InlineData("Zoë", "Zoë")]
    [InlineData("王小明", "王小明")]
    [InlineData("محمد", "محمد")]
    [InlineData("Rocket 🚀", "Rocket 🚀")]
    [InlineData("❤\uFE0F", "❤\uFE0F")]
    public void A_name_in_any_script_is_fine_and_loses_the_blanks_around_it(string text, string name) =>
        Assert.Equal(name, PersonName.Parse(text, 32, out _));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B")]
    [InlineData("\u3164")]
    [InlineData("\u0301")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u200Db")]
    [InlineData("a\uFEFFb")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001Bb")]
    [InlineData("a\u2028b")]
    [InlineData("Z\u0300\u0301\u0302\u0303")]
    [InlineData("\uE000")]
    [InlineData("Ann\u034F")]
    [InlineData("Ann\uFE00")]
    [InlineData("An\u180Bn")]
    [InlineData("Ann\U000E0100")]
    [InlineData("\uFE0F")]
    public void A_name_that_disturbs_or_can_not_be_seen_is_refused_with_words(string text)
    {
        Assert.Null(PersonName.Parse(text, 32, out var problem));
        Assert.StartsWith("name: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_counted_in_characters_not_in_code_units()
    {
        Assert.NotNull(PersonName.Parse(string.Concat(Enumerable.Repeat("🚀", 32)), 32, out _));
        Assert.Null(PersonName.Parse(new string('a', 33), 32, out _));
    }

    [Theory]
    [InlineData("Ann", "ANN")]
    [InlineData("Ａｎｎ", "ann")]
    [InlineData("ﬁona", "Fiona")]
    [InlineData("Zoe\u0308", "zoë")]
    [InlineData("Ann\uFE0F", "ann")]
    public void Case_and_compatibility_forms_make_no_other_name(string one, string other) =>
        Assert.Equal(PersonName.Key(one), PersonName.Key(other));
}
