namespace AkkaChat.Torture.Faults;

public enum FaultKind
{
    /// <summary>SIGKILL, and a new start a moment later.</summary>
    Kill,

    /// <summary>SIGTERM, and a new start.</summary>
    Stop,

    /// <summary>SIGSTOP, and SIGCONT after a while.</summary>
    Freeze,

    /// <summary>Another program locks the database: nothing can be committed for a while.</summary>
    Lock,

    /// <summary>Sockets end with a TCP reset, in both directions at once.</summary>
    Reset,

    /// <summary>Sockets say that they send no more, without a close frame.</summary>
    HalfClose,

    /// <summary>Clients forget their sockets, which stay open and unread, and connect anew.</summary>
    Abandon,

    /// <summary>Clients are cut off, and come back after a while.</summary>
    Away,

    /// <summary>Clients read nothing for a while, and go on writing.</summary>
    Stall,

    /// <summary>Clients write many large messages at once.</summary>
    Flood,

    /// <summary>The server's wall clock is set forward or back.</summary>
    Clock,

    /// <summary>SIGTERM and a new start of one node after the other, all of them.</summary>
    Roll,

    /// <summary>The network cuts a node off from the other nodes and from the database. Clients still reach it.</summary>
    CutOff,

    /// <summary>The network cuts a node off from the other nodes alone: both sides reach the database, and clients.</summary>
    Split,

    /// <summary>The database is there and does not answer.</summary>
    DatabaseHangs,

    /// <summary>The database is stopped, and started again after a while.</summary>
    DatabaseAway,
}

/// <summary>One line of the plan.</summary>
/// <param name="Pause">After the one before has ended.</param>
/// <param name="Victims">The numbers of the servers or of the clients that are hit; none for what happens to the database or the clock.</param>
/// <param name="Lasting">How long it lasts, or the server or a client is away; or how wrong the clock is.</param>
public sealed record Fault(TimeSpan Pause, FaultKind Kind, IReadOnlyList<int> Victims, TimeSpan Lasting)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Pause.TotalSeconds,6:F2} s later  {Kind,-13} {Lasting.TotalMilliseconds,5:F0} ms  {string.Join(' ', Victims)}");
}

/// <summary>A fault that was done.</summary>
/// <param name="Began">After the start, as really happened.</param>
public sealed record DoneFault(Fault Fault, TimeSpan Began, TimeSpan Ended)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Fault}  (from {Began.TotalSeconds:F2} s to {Ended.TotalSeconds:F2} s)");
}
