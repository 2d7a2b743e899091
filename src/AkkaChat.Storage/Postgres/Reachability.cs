using System.Diagnostics;
using AkkaChat.Actors.Log;
using Npgsql;

namespace AkkaChat.Storage.Postgres;

/// <summary>
/// A server that did not answer a moment ago is not asked again by everybody: each would wait for it in turn, and people with them.
/// </summary>
internal sealed class Reachability
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private sealed record Failure(long At, string Reason);

    private volatile Failure? last;

    /// <exception cref="LogUnavailableException">Somebody has just asked in vain.</exception>
    public void ThrowIfAway()
    {
        if (last is { } failure && Stopwatch.GetElapsedTime(failure.At) < Pause)
            throw new LogUnavailableException(failure.Reason);
    }

    /// <summary>What to throw. An error that the server itself tells of is an answer.</summary>
    public LogUnavailableException Failed(Exception e)
    {
        var reason = e.GetBaseException().Message;
        last = e is PostgresException ? null : new Failure(Stopwatch.GetTimestamp(), reason);
        return new LogUnavailableException(reason, e);
    }

    public void Answered() => last = null;
}
