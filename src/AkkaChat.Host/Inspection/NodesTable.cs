using static System.FormattableString;

namespace AkkaChat.Host.Inspection;

internal static class NodesTable
{
    public static void AddTo(Html html, IReadOnlyList<NodeView> nodes)
    {
        html.BeginTable(
            "nodes",
            "Nodes",
            ["Node", "State", "Up for", "Rooms", "Connections", "Unanswered requests", "Bytes for slow readers", "Writer queue", "Reader queue"]);
        foreach (var node in nodes)
        {
            html.AddRow(
                InspectPage.NameOf(node.Node),
                Condition(node),
                node.UpSeconds is { } up ? Age(TimeSpan.FromSeconds(up)) : null,
                Invariant($"{node.Rooms:N0}"),
                Invariant($"{node.Connections:N0}{(node.SilentConnections > 0 ? $" ({node.SilentConnections} silent)" : "")}"),
                Invariant($"{node.Unanswered:N0}"),
                Invariant($"{node.WaitingBytes:N0}"),
                Invariant($"{node.WriterQueue:N0}"),
                Invariant($"{node.ReaderQueue:N0}"));
        }
        html.EndTable();
    }

    private static string Condition(NodeView node) => string.Join(", ", new[]
    {
        node.Status,
        node.IsOldest && node.Node.Length > 0 ? "oldest" : "",
        node.IsThis && node.Node.Length > 0 ? "this one" : "",
        !node.IsReachable ? "can't be reached" : node.UpSeconds is null ? "did not answer" : "",
    }.Where(word => word.Length > 0));

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => $"{age.Days} d {age.Hours} h",
        { TotalHours: >= 1 } => $"{age.Hours} h {age.Minutes} min",
        { TotalMinutes: >= 1 } => $"{age.Minutes} min {age.Seconds} s",
        _ => $"{age.Seconds} s",
    };
}
