using AkkaChat.Actors.Inspection;

namespace AkkaChat.Host.Inspection;

/// <summary>What <c>/inspect</c> shows, and in JSON as it stands here.</summary>
/// <param name="Database">Sqlite or Postgres.</param>
/// <param name="Rooms">The busiest of all nodes, in this order.</param>
/// <param name="MoreRooms">Rooms that live somewhere and are not listed.</param>
/// <param name="Messages">The last messages of this node's sockets that were followed, the newest first.</param>
public sealed record InspectionView(
    DateTimeOffset At,
    string Database,
    IReadOnlyList<NodeView> Nodes,
    IReadOnlyList<RoomView> Rooms,
    int MoreRooms,
    IReadOnlyList<MessageView> Messages)
{
    private const int MostRooms = 1_000;

    public static InspectionView Of(ClusterReport cluster, IReadOnlyList<MessageWay> ways, string database, DateTimeOffset now)
    {
        var found = cluster.Nodes
            .SelectMany(node => node.Report?.Rooms.Select(room => (Room: room, node.State.Node)) ?? [])
            .OrderBy(r => r.Room, Busiest.First)
            .ToList();
        var here = cluster.Nodes.FirstOrDefault(node => node.State.IsThis)?.Report?.Here.ToDictionary(h => h.Room, h => h.Connections) ?? [];
        var listed = found.Take(MostRooms).Select(r => RoomView.Of(r.Room, r.Node, here.GetValueOrDefault(r.Room.Room))).ToList();
        var more = cluster.Nodes.Sum(node => node.Report?.RoomCount ?? 0) - listed.Count;
        if (more <= 0) // Else it may live on a node that lists busier ones.
            listed.AddRange(here.ExceptBy(found.Select(r => r.Room.Room), h => h.Key).Select(h => RoomView.Lost(h.Key, h.Value)));
        return new InspectionView(
            now, database, [.. cluster.Nodes.Select(NodeView.Of)], listed, Math.Max(0, more), [.. ways.Select(MessageView.Of)]);
    }
}
