using System.Text;

namespace AkkaChat.Bench.Report;

/// <summary>A table whose first column is text and whose others are numbers.</summary>
public sealed class MarkdownTable(params string[] columns)
{
    private readonly StringBuilder rows = new();

    public void Add(params string[] cells) => rows.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    public override string ToString() =>
        $"| {string.Join(" | ", columns)} |\n|---|{string.Concat(Enumerable.Repeat("--:|", columns.Length - 1))}\n{rows}";
}
