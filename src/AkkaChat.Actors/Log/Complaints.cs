using System.Diagnostics;
using Akka.Event;

namespace AkkaChat.Actors.Log;

/// <summary>What goes wrong at every try is told once a minute, in one line.</summary>
internal sealed class Complaints(ILoggingAdapter logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private string? told;
    private long toldAt;

    public void Tell(string what)
    {
        if (what == told && Stopwatch.GetElapsedTime(toldAt) < Interval)
            return;
        (told, toldAt) = (what, Stopwatch.GetTimestamp());
        logger.Error("{0}", what);
    }
}
