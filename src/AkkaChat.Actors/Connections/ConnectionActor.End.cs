using System.Security.Cryptography;

namespace AkkaChat.Actors.Connections;

/// <summary>The end: the client's, the server's, or the connection's own. What was accepted is finished first.</summary>
public sealed partial class ConnectionActor
{
    // Only a connection that failed is still open here; it leaves its client to come back and resume. One whose client has ended it
    // must not say that it was the server.
    protected override void PostStop()
    {
        if (isSocketEnded)
            return;
        channel.Push(Goodbye());
        channel.Close(CloseCode.ServerStops);
    }

    private void HandleDrain(Drain _)
    {
        isDraining = true;
        isWaitingForAllowance = false;
        Timers.StartSingleTimer(nameof(DrainTimeout), new DrainTimeout(), DrainTime);
        WorkOff();
    }

    private void CloseWhenAnswered()
    {
        if (unanswered.Count == 0)
            SayGoodbye();
    }

    private void HandleDrainTimeout(DrainTimeout _)
    {
        SayGoodbye();
        Context.Stop(Self);
    }

    private void SayGoodbye() => Close(Goodbye());

    // Not all at the same moment.
    private static GoodbyePush Goodbye() => new(CloseCode.ServerStops, ReconnectAfterMs: RandomNumberGenerator.GetInt32(500, 2_000));

    private void Close(CloseCode code) => Close(new GoodbyePush(code, ReconnectAfterMs: null));

    private void Close(GoodbyePush goodbye)
    {
        isClosed = true;
        channel.Push(goodbye);
        channel.Close(goodbye.Code);
        StopWhenAnswered();
    }

    // What was accepted is finished first: rooms learn of a death at once, ahead of what is still on its way to them.
    private void StopWhenAnswered()
    {
        if (unanswered.Count == 0)
            Context.Stop(Self);
        else if (!Timers.IsTimerActive(nameof(EndTimeout)))
            Timers.StartSingleTimer(nameof(EndTimeout), new EndTimeout(), TimeSpan.FromMilliseconds(services.Limits.HeartbeatMs));
    }

    private void HandleEndTimeout(EndTimeout _) => Context.Stop(Self);

    private void HandleSocketEnded(SocketEnded _)
    {
        isSocketEnded = true;
        WorkOff();
    }
}
