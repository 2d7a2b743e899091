using AkkaChat.Actors.Inspection;

namespace AkkaChat.Host.Inspection;

/// <summary>A node; what it says of itself is null when it did not answer in time.</summary>
/// <param name="Node">Its address in the cluster; empty where there is none.</param>
public sealed record NodeView(
    string Node,
    string Status,
    bool IsThis,
    bool IsOldest,
    bool IsReachable,
    long? UpSeconds,
    int? Connections,
    int? SilentConnections,
    int? Unanswered,
    long? WaitingBytes,
    int? WriterQueue,
    int? ReaderQueue,
    int? Rooms)
{
    public static NodeView Of(NodeSight sight)
    {
        var (state, report) = sight;
        return new NodeView(
            state.Node,
            state.Status,
            state.IsThis,
            state.IsOldest,
            state.IsReachable,
            report?.UpSeconds,
            report?.Connections,
            report?.Silent,
            report?.Unanswered,
            report?.WaitingBytes,
            report?.WriterQueue,
            report?.ReaderQueue,
            report?.RoomCount);
    }
}
