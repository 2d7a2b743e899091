namespace AkkaChat.Actors.Connections;

/// <summary>
/// A socket as its <see cref="ConnectionActor"/> sees it. The actor is the only one that pushes. No method blocks or throws, and
/// pushes to a closed channel are dropped.
/// </summary>
public interface IClientChannel
{
    /// <summary>How long the client has neither sent nor read anything; zero while it has nothing to read and the server does not read from it.</summary>
    TimeSpan QuietFor { get; }

    /// <summary>
    /// So much waits for the client to read that a large answer, and what it sends, should wait too. Who was told so is told
    /// <see cref="ConnectionActor.CaughtUp"/> when the client has read on.
    /// </summary>
    bool IsBehind { get; }

    /// <summary>When the client was last heard of: a timestamp of the system's clock (<see cref="TimeProvider.GetTimestamp"/>).</summary>
    long HeardAt { get; }

    /// <summary>How much waits until the client reads on.</summary>
    int WaitingBytes { get; }

    /// <summary>The name of the format that pushes go out in (<see cref="IPushFormat.Name"/>).</summary>
    string Format { get; }

    /// <summary>Puts this in the mode's format into the outbound queue. A queue beyond its bound closes the channel as too slow.</summary>
    void Push(IClientPush push);

    /// <summary>Asks the client for a sign of life (RFC 6455, section 5.5.2).</summary>
    void Ping();

    /// <summary>The last <see cref="ConnectionActor.Received"/> is taken: the server may read the next from the socket.</summary>
    void ReadOn();

    /// <summary>Sends what is queued, then the close frame. Only the first call counts.</summary>
    void Close(CloseCode code);

    /// <summary>Drops the connection as it is, for a client that is not there any more.</summary>
    void Abort();
}
