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
    private static readonly string[] Chatterers = ["/system/endpointManager", "/joinSeedNodeProcess", "-registry-proxy"];

    /// <summary>A node that was put out of the cluster begins anew; the coordinator of the rooms asks those that are there once more.</summary>
    private static readonly string[] Mended = ["The remote system has quarantined this system", "'updating-state-timeout'"];

    protected override void Log(LogEvent log, ActorPath path)
    {
        if (!IsNoise(log))
            base.Log(log, path);
    }

    private static bool IsNoise(LogEvent log) => log is Error
        ? log.Cause?.GetType().Name == "EndpointDisassociatedException" || IsMended($"{log.Message} {log.Cause?.Message}")
        : log.LogSource.StartsWith("remoting", StringComparison.Ordinal) || Chatterers.Any(c => log.LogSource.Contains(c, StringComparison.Ordinal));

    private static bool IsMended(string error) => Mended.Any(m => error.Contains(m, StringComparison.Ordinal));
}
