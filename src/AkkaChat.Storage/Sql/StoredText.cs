using System.Diagnostics.CodeAnalysis;

namespace AkkaChat.Storage.Sql;

/// <summary>
/// A text as it lies in a column. Plain-text clients may send the character U+0000, which PostgreSQL can't keep and SQLite's tools take for
/// the end: it is written as U+FDD0, which Unicode leaves to programs for their own use, and a 0.
/// </summary>
internal static class StoredText
{
    private const string Nul = "\0", Escape = "\uFDD0", EscapedNul = Escape + "0", EscapedEscape = Escape + "1";

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Encode(string? text) => text is null || text.AsSpan().IndexOfAny('\0', Escape[0]) < 0
        ? text
        : text.Replace(Escape, EscapedEscape, StringComparison.Ordinal).Replace(Nul, EscapedNul, StringComparison.Ordinal);

    [return: NotNullIfNotNull(nameof(stored))]
    public static string? Decode(string? stored) => stored is null || !stored.Contains(Escape[0], StringComparison.Ordinal)
        ? stored
        : stored.Replace(EscapedNul, Nul, StringComparison.Ordinal).Replace(EscapedEscape, Escape, StringComparison.Ordinal);
}
