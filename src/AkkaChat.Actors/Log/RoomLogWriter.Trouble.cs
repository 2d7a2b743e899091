using System.Diagnostics;
using Akka.Actor;
using Akka.Event;

namespace AkkaChat.Actors.Log;

/// <summary>
/// A database in trouble. Once something could not be written, nothing else is tried, and nobody waits for what can't be: the writer itself
/// tries twice a second, and when a write of its own has gone through, everybody's do again.
/// </summary>
public sealed partial class RoomLogWriter
{
    private sealed class TryAgain : INoSerializationVerificationNeeded
    {
        public static readonly TryAgain Instance = new();
    }

    /// <summary>A write that ended the trouble was as large as a large append: else a nearly full disk would end it again and again.</summary>
    private const int LargeProbeBytes = 256 * 1024, SmallProbeBytes = 1;

    private static readonly TimeSpan TryInterval = TimeSpan.FromSeconds(0.5), WrittenLately = TimeSpan.FromSeconds(1);

    private long? writtenAt;
    private bool isInTrouble;

    /// <summary>False: it is not written, and whoever waits for it is to be told so.</summary>
    private bool TryWrite(Action write)
    {
        if (isInTrouble)
            return false;
        try
        {
            write();
            writtenAt = Stopwatch.GetTimestamp();
            return true;
        }
        catch (LogUnavailableException e)
        {
            isInTrouble = true;
            logger.Error("The log can't be written now, and senders are told so. {0}", e.Message);
            TryAgainSoon();
            return false;
        }
    }

    private void TryAgainSoon() => Timers.StartSingleTimer(nameof(TryAgain), TryAgain.Instance, TryInterval);

    private void HandleTryAgain(TryAgain _)
    {
        try
        {
            log.Probe(LargeProbeBytes, waits: false);
            writtenAt = Stopwatch.GetTimestamp();
            isInTrouble = false;
            logger.Warning("The log can be written again");
        }
        catch (LogUnavailableException)
        {
            TryAgainSoon(); // What is wrong was told when it began.
        }
    }

    // Only a write tells: a lock or a full disk shows in nothing else.
    private void HandleCheck(CheckLog _)
    {
        if (writtenAt is not { } written || Stopwatch.GetElapsedTime(written) > WrittenLately)
            TryWrite(() => log.Probe(SmallProbeBytes, waits: true));
        Sender.Tell(new LogChecked(CanCommit: !isInTrouble));
    }
}
