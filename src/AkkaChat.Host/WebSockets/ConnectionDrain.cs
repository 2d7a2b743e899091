using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Connections;

namespace AkkaChat.Host.WebSockets;

/// <summary>
/// When the server is told to stop: connections finish what was accepted, say goodbye and close, before Kestrel stops. Left to
/// itself, it would wait for open sockets and then reset them.
/// </summary>
internal sealed class ConnectionDrain(ActorSystem system, IRequiredActor<ConnectionsActor> connections, ILogger<ConnectionDrain> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(3);
    private volatile bool hasBegun;

    public bool HasBegun => hasBegun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        hasBegun = true;
        if (system.WhenTerminated.IsCompleted)
            return; // Put out of the cluster: each connection said goodbye as it stopped.
        try
        {
            await connections.ActorRef.Ask<ConnectionsActor.Drained>(new ConnectionsActor.DrainAll(), MostTime, cancellationToken);
        }
        catch (AskTimeoutException)
        {
            logger.LogWarning("Some connections did not end in time and are cut");
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
