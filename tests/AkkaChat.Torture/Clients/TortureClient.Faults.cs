using System.Net.Sockets;

namespace AkkaChat.Torture.Clients;

/// <summary>What a plan does to a client: see <see cref="Faults.FaultKind"/>.</summary>
internal abstract partial class TortureClient
{
    public void Reset() => Do(socket => socket.Reset());

    public void HalfClose() => Do(socket => socket.HalfClose());

    public void Stall(TimeSpan time) => Do(socket => socket.Stall(time));

    public void StayAway(TimeSpan time)
    {
        Locked(() => ReconnectAfter = time);
        Reset();
    }

    public void Abandon() => abandon.TrySetResult();

    public void Flood() => Locked(() => WriteMany(60, isLarge: true));

    /// <summary>Closes what <see cref="Abandon"/> left behind.</summary>
    public async Task CleanUpAsync()
    {
        foreach (var socket in Locked(() => abandoned.ToArray()))
            await socket.DisposeAsync();
    }

    private void Do(Action<TortureSocket> action)
    {
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
