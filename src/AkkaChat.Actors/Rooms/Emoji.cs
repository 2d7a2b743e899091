using System.Globalization;
using System.Text;

namespace AkkaChat.Actors.Rooms;

/// <summary>What one may react with: a single pictograph as a person sees it, with its skin tone, flag or joined parts.</summary>
public static class Emoji
{
    private const int MostCodeUnits = 32;

    /// <summary>Asks for the emoji form of a character that is also text (Unicode Technical Standard 51).</summary>
    private const int EmojiPresentation = 0xFE0F;

    public static bool IsOne(string text) =>
        text.Length is > 0 and <= MostCodeUnits
        && StringInfo.GetNextTextElementLength(text) == text.Length
        && text.EnumerateRunes().Any(IsPictograph)
        && !text.EnumerateRunes().Any(Rune.IsControl);

    private static bool IsPictograph(Rune rune) =>
        rune.Value == EmojiPresentation || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;
}
