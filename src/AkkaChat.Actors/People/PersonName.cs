using System.Globalization;
using System.Text;

namespace AkkaChat.Actors.People;

/// <summary>What people may call themselves, and when two names are one.</summary>
public static class PersonName
{
    private const int MostMarksABase = 3;

    /// <summary>The one invisible character that names may have, for the sake of emoji; it makes no other name.</summary>
    private const string EmojiPresentation = "\uFE0F";

    /// <summary>
    /// The name without blanks around it, or null with a <paramref name="problem"/> in words. Refused are names that could pass for
    /// another or disturb the text around them: controls, bidi overrides, zero-width characters, stacks of marks, nothing visible.
    /// </summary>
    public static string? Parse(string text, int mostCharacters, out string problem)
    {
        var name = text.Trim();
        problem = Problem(name, mostCharacters) ?? "";
        return problem.Length == 0 ? name : null;
    }

    /// <summary>Two names with the same key can't be present at the same time: compatibility forms and case don't count.</summary>
    public static string Key(string name) =>
        name.Replace(EmojiPresentation, "", StringComparison.Ordinal).Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    private static string? Problem(string name, int mostCharacters)
    {
        if (!name.EnumerateRunes().Any(IsVisible))
            return "name: it can't be blank";

        int characters = 0, marks = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            characters++;
            if (!IsAllowed(rune))
                return "name: control, invisible and direction characters are not allowed";
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MostMarksABase)
                return $"name: at most {MostMarksABase} marks on a letter";
        }
        return characters > mostCharacters ? $"name: at most {mostCharacters} characters" : null;
    }

    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && !LooksBlank(rune);

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && !IsMark(rune) && !LooksBlank(rune);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    // Letters, marks and symbols by category that are drawn as nothing (Default_Ignorable_Code_Point of Unicode's
    // DerivedCoreProperties, beyond the Format category): fillers, joiners, variation selectors; and the empty Braille pattern.
    private static bool LooksBlank(Rune rune) => rune.Value is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0E) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);
}
