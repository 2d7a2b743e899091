using Akka.Actor;
using Akka.Event;
using Akka.Hosting.Logging;

namespace AkkaChat.Host;

/// <summary>
/// Akka's log without the noise of the connections between nodes, which come and go and are tried again: what an operator should know of it,
/// <see cref="Actors.Cluster.ClusterNewsActor"/> tells.
/// </summary>
public sealed class OperatorLogger : LoggerFactoryLogger
{
    protected override void Log(LogEvent log, ActorPath path)
    {
        if (!IsNoise(log))
            base.Log(log, path);
    }

    private static bool IsNoise(LogEvent log) =>
        (log is not Error || log.Cause?.GetType().Name == "EndpointDisassociatedException")
        && (log.LogSource.StartsWith("remoting", StringComparison.Ordinal)
            || log.LogSource.Contains("/system/endpointManager", StringComparison.Ordinal)
            || log.LogSource.Contains("/joinSeedNodeProcess", StringComparison.Ordinal)
            || log.LogSource.Contains("-registry-proxy", StringComparison.Ordinal));
}
