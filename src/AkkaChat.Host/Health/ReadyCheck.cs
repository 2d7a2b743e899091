using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Log;
using AkkaChat.Host.WebSockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaChat.Host.Health;

/// <summary>Ready is who can store what is sent, and is not about to leave.</summary>
internal sealed class ReadyCheck(IRequiredActor<RoomLogWriter> writer, ConnectionDrain drain) : IHealthCheck
{
    /// <summary>A commit that takes longer is no service.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1.5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        !drain.HasBegun && await CanCommitAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();

    private async Task<bool> CanCommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await writer.ActorRef.Ask<LogChecked>(new CheckLog(), MostTime, cancellationToken)).CanCommit;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }
}
