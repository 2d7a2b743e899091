using System.Collections.Concurrent;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Inspection;

/// <summary>
/// Follows real messages of this node's sockets on their way, one at a time, and only after somebody has looked: all other messages pay for
/// the reading of one field and make nothing.
/// </summary>
public sealed class MessageProbe(TimeProvider time)
{
    /// <summary>So many messages are followed after a look; so many ways are kept.</summary>
    public const int Most = 20;

    private readonly ConcurrentQueue<MessageWay> ways = new();
    private volatile TaskCompletionSource next = NewNext();
    private int isArmed, left;

    /// <summary>The last ones that were followed, the newest first; also one that is still on its way or was refused.</summary>
    public IReadOnlyList<MessageWay> Ways => [.. ways.Reverse()];

    /// <summary>Follows the next messages. The task is done when one of them has come to its end.</summary>
    public Task ArmAsync()
    {
        var ended = next.Task;
        Volatile.Write(ref left, Most);
        Volatile.Write(ref isArmed, 1);
        return ended;
    }

    /// <summary>For a message that was just understood. Null: it is not followed.</summary>
    public MessageWay? TryTake(RoomId room, IClientChannel channel) => Volatile.Read(ref isArmed) == 0 ? null : Take(room, channel);

    private MessageWay? Take(RoomId room, IClientChannel channel)
    {
        if (Interlocked.Exchange(ref isArmed, 0) == 0)
            return null;
        var way = new MessageWay(room, time, HandleEnd);
        way.Reach(WayStage.Received, channel.HeardAt);
        way.Reach(WayStage.Understood);
        ways.Enqueue(way);
        while (ways.Count > Most)
            ways.TryDequeue(out _);
        return way;
    }

    private void HandleEnd()
    {
        if (Interlocked.Decrement(ref left) > 0)
            Volatile.Write(ref isArmed, 1);
        var ended = next;
        next = NewNext();
        ended.TrySetResult();
    }

    private static TaskCompletionSource NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
