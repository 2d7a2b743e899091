using System.Net.Sockets;

namespace AkkaChat.Torture.Clients;

/// <summary>What a plan does to a client: see <see cref="Faults.FaultKind"/>.</summary>
internal abstract partial class TortureClient
{
    /// <summary>What was done to a client itself may last so long; beyond that, its waiting says something about the servers again.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    private TimeSpan hitAt = TimeSpan.MinValue;

    public void Reset() => Do(socket => socket.Reset());

    public void HalfClose() => Do(socket => socket.HalfClose());

    public void Stall(TimeSpan time) => Do(socket => socket.Stall(time));

    public void StayAway(TimeSpan time)
    {
        Locked(() => ReconnectAfter = time);
        Reset();
    }

    public void Abandon()
    {
        hitAt = ledger.Now;
        abandon.TrySetResult();
    }

    public void Flood() => Locked(() =>
    {
        hitAt = ledger.Now;
        WriteMany(60, isLarge: true);
    });

    /// <summary>Closes what <see cref="Abandon"/> left behind.</summary>
    public async Task CleanUpAsync()
    {
        foreach (var socket in Locked(() => abandoned.ToArray()))
            await socket.DisposeAsync();
    }

    /// <summary>Whether a fault of its own may be why something that was sent then had to wait.</summary>
    protected bool WasHitSince(TimeSpan sent) => hitAt > sent - Recovery;

    private void Do(Action<TortureSocket> action)
    {
        hitAt = ledger.Now;
        try
        {
            if (Socket is { } socket)
                action(socket);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }
}
