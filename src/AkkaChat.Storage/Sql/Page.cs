namespace AkkaChat.Storage.Sql;

/// <summary>What is read and sent at once stays bounded: long texts make a page shorter.</summary>
internal static class Page
{
    /// <summary>Reads no further than the bound: the first row whatever its length, and those behind it that still fit.</summary>
    public static List<T> Of<T>(IEnumerable<T> rows, Func<T, string?> text, int mostCharacters)
    {
        var (page, characters) = (new List<T>(), 0);
        foreach (var row in rows)
        {
            characters += text(row)?.Length ?? 0;
            if (characters > mostCharacters && page.Count > 0)
                break;
            page.Add(row);
        }
        return page;
    }
}
