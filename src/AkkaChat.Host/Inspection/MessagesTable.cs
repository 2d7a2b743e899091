using AkkaChat.Actors.Inspection;
using static System.FormattableString;

namespace AkkaChat.Host.Inspection;

/// <summary>Microseconds that messages took from stage to stage: the least, the median and the most, and then each of them.</summary>
internal static class MessagesTable
{
    private static readonly IReadOnlyList<WayStage> Stages = [.. Enum.GetValues<WayStage>().Skip(1)];

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(1.5);

    public static void AddTo(Html html, InspectionView found)
    {
        html.BeginTable(
            "messages",
            "The way of a message, µs",
            ["Room", "Seconds ago", "Read", "To its room", "Decided", "Committed", "Told", "Written", "Answered", "Elsewhere", "In all"]);
        if (found.Messages.Count > 1)
        {
            AddSummary(html, "Least", found.Messages, times => times[0]);
            AddSummary(html, "Median", found.Messages, times => times[times.Count / 2]);
            AddSummary(html, "Most", found.Messages, times => times[^1]);
        }
        foreach (var message in found.Messages)
        {
            html.AddRow(
                message.Room,
                Invariant($"{(found.At - message.At).TotalSeconds:N1}"),
                [.. Stages.Select(stage => Duration(message.Took(stage))), Duration(message.Elsewhere), message.Total is { } total ? Duration(total) : "on its way"]);
        }
        html.EndTable();
        if (!found.Messages.Any(m => found.At - m.At < Lately))
            html.AddNote(Invariant(
                $"No message came to this node in the last second. The next {MessageProbe.Most} are followed: look again when somebody has said something."));
        html.AddNote(
            "Read: from its bytes at the socket until it is checked and may be sent; who sends plain text too fast waits here. To its room: until the room's actor has it. "
            + "Decided: until the commit before it is over, and it has its number. Committed: until it is on disk. Told: until all connections of this node that are in "
            + "the room know. Written: until their sockets have it. Answered: until its author knows. Elsewhere: of a room that lives on another node, all of this, there and back.");
    }

    private static void AddSummary(Html html, string name, IReadOnlyList<MessageView> messages, Func<List<double>, double> choose)
    {
        string? Of(Func<MessageView, double?> time) =>
            messages.Select(time).OfType<double>().Order().ToList() is { Count: > 0 } times ? Duration(choose(times)) : null;
        html.AddRow(name, "", [.. Stages.Select(stage => Of(m => m.Took(stage))), Of(m => m.Elsewhere), Of(m => m.Total)]);
    }

    private static string? Duration(double? microseconds) => microseconds is { } time ? time < 10 ? Invariant($"{time:N1}") : Invariant($"{time:N0}") : null;
}
