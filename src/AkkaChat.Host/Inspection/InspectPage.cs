namespace AkkaChat.Host.Inspection;

/// <summary>The page: three tables, readable without a script.</summary>
public static class InspectPage
{
    public static string Write(InspectionView found)
    {
        var html = new Html();
        html.Add($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>AkkaChat, inside</title>
              <link rel="icon" href="/favicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/css/tokens.css">
              <link rel="stylesheet" href="/css/base.css">
              <link rel="stylesheet" href="/css/inspect.css">
            </head>
            <body class="inspect">
            <header>
              <h1>AkkaChat, inside</h1>
              <p>{found.At:yyyy-MM-dd HH:mm:ss} UTC, {found.Database}</p>
              <nav><a href="/inspect">Look again</a> <a href="/inspect?format=json">JSON</a></nav>
            </header>
            <main>

            """);
        NodesTable.AddTo(html, found.Nodes);
        RoomsTable.AddTo(html, found);
        MessagesTable.AddTo(html, found);
        html.Add($"</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <param name="id">Names the table for who does not see it.</param>
    internal static void BeginTable(this Html html, string id, string title, params IReadOnlyList<string> columns)
    {
        html.Add($"<h2 id=\"{id}\">{title}</h2>\n<div class=\"wide\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\"><table>\n<thead><tr>");
        foreach (var column in columns)
            html.Add($"<th scope=\"col\">{column}</th>");
        html.Add($"</tr></thead>\n<tbody>\n");
    }

    /// <summary>What is not known is left empty.</summary>
    internal static void AddRow(this Html html, string name, string condition, params IReadOnlyList<string?> cells)
    {
        html.Add($"<tr><th scope=\"row\">{name}</th><td class=\"words\">{condition}</td>");
        foreach (var cell in cells)
            html.Add($"<td>{cell}</td>");
        html.Add($"</tr>\n");
    }

    internal static void EndTable(this Html html) => html.Add($"</tbody></table></div>\n");

    internal static void AddNote(this Html html, string note) => html.Add($"<p>{note}</p>\n");

    internal static string NameOf(string node) => node.Length == 0 ? "this machine" : node;
}
