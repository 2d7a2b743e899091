using Akka.Actor;
using Akka.Hosting;
using AkkaChat.Actors.Inspection;
using AkkaChat.Host.Configuration;

namespace AkkaChat.Host.Inspection;

/// <summary>Looks at all nodes, and meanwhile waits for a message that somebody sends to this one.</summary>
internal sealed class Inspector(IRequiredActor<InspectorActor> actor, MessageProbe probe, ChatSettings settings, TimeProvider time)
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(3), MessageTime = TimeSpan.FromSeconds(1);

    /// <summary>Within 3 s.</summary>
    /// <exception cref="AskTimeoutException">The actors don't answer.</exception>
    public async Task<InspectionView> LookAsync(CancellationToken cancellation)
    {
        var message = probe.ArmAsync();
        var waited = Task.Delay(MessageTime, time, cancellation);
        var report = await actor.ActorRef.Ask<ClusterReport>(LookAtCluster.Instance, MostTime, cancellation);
        await Task.WhenAny(message, waited);
        cancellation.ThrowIfCancellationRequested();
        return InspectionView.Of(report, probe.Ways, settings.Storage.ToString(), time.GetUtcNow());
    }
}
