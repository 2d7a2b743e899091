using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Log;
using AkkaChat.Host.WebSockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaChat.Host.Health;

/// <summary>Ready is who can store what is sent, is in the cluster if there is one, and is not about to leave.</summary>
internal sealed class ReadyCheck(ActorSystem system, IRequiredActor<RoomLogWriter> writer, ConnectionDrain drain) : IHealthCheck
{
    /// <summary>A commit that takes longer is no service.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1.5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        !drain.HasBegun && ClusterMembership.IsIn(system) && await CanCommitAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();

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
