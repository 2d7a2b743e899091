using AkkaChat.Actors.Inspection;

namespace AkkaChat.Host.Inspection;

/// <summary>The way of one message.</summary>
/// <param name="Stages">Microseconds from the socket to each stage (<see cref="WayStage"/>) that was reached on this node, in their order.</param>
public sealed record MessageView(string Room, DateTimeOffset At, IReadOnlyDictionary<WayStage, double> Stages)
{
    public static MessageView Of(MessageWay way)
    {
        var stages = new OrderedDictionary<WayStage, double>();
        foreach (var stage in Enum.GetValues<WayStage>())
        {
            if (way.At(stage) is { } at)
                stages.Add(stage, Math.Round(at.TotalMicroseconds, 1));
        }
        return new MessageView(way.Room.Value, way.Began, stages);
    }

    /// <summary>Microseconds from the last stage that was reached before; null when this one was not, or when others lie between, on another node.</summary>
    public double? Took(WayStage stage) =>
        Stages.TryGetValue(stage, out var at) && (stage == WayStage.Understood || Stages.ContainsKey(WayStage.InRoom))
            && Stages.Keys.Where(s => s < stage).ToList() is { Count: > 0 } before
                ? at - Stages[before[^1]]
                : null;

    /// <summary>Microseconds from here to a room that lives on another node, and back with its answer.</summary>
    public double? Elsewhere => Stages.ContainsKey(WayStage.InRoom) ? null : Total - Stages.GetValueOrDefault(WayStage.Understood);

    /// <summary>Microseconds from the socket to the answer; null while it has none.</summary>
    public double? Total => Stages.TryGetValue(WayStage.Answered, out var at) ? at : null;
}
