using System.Collections.Concurrent;
using System.Diagnostics;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>In memory, for all nodes that are given the same one.</summary>
public sealed class FakeNodeRegister : INodeRegister
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2.5);

    private readonly ConcurrentDictionary<string, (NodeView View, long At)> views = [];
    private int exchanges;

    public bool IsAway { get; set; }

    /// <summary>How often anybody looked.</summary>
    public int Exchanges => Volatile.Read(ref exchanges);

    /// <summary>All who ever wrote.</summary>
    public ICollection<string> Nodes => views.Keys;

    /// <summary>As a node of another cluster does.</summary>
    public void Write(NodeView view) => views[view.Node] = (view, Stopwatch.GetTimestamp());

    public IReadOnlyList<NodeView> Exchange(NodeView mine)
    {
        Interlocked.Increment(ref exchanges);
        if (IsAway)
            throw new LogUnavailableException("away");
        Write(mine);
        return [.. views.Values.Where(v => v.View.Node != mine.Node && Stopwatch.GetElapsedTime(v.At) < Fresh).Select(v => v.View)];
    }
}
