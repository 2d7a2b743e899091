namespace AkkaChat.Torture.Checks;

/// <summary>A message as the log has it. (Nothing but messages is sent.)</summary>
/// <param name="At">Milliseconds since the Unix epoch.</param>
public sealed record LogEvent(long Seq, long At, string UserId, string RequestId, string Text);

/// <summary>What somebody wrote.</summary>
/// <param name="Sender">Within one and a room, numbers tell the order. In plain text a sender is one connection of a client.</param>
/// <param name="Id">Null in plain text.</param>
/// <param name="WasRefused">It was answered <c>unavailable</c>, or may have been, and sent again, maybe behind later ones: its place is not promised.</param>
public sealed record SentMessage(string Sender, string Room, int Number, string? UserId, string? Id, string Text, bool WasRefused = false);

/// <summary>An <c>ok</c>.</summary>
public sealed record Ack(string Sender, string Room, string UserId, string Id, long Seq, long At);

/// <summary>What a JSON client applied, in its order, with no break that the protocol allows.</summary>
/// <param name="After">The seq behind which it began.</param>
/// <param name="IsLast">The client was there to the end: the log must not go on behind it.</param>
public sealed record Witness(string Client, string Room, long After, bool IsLast, IReadOnlyList<LogEvent> Seen);

/// <summary>What came down one plain-text connection.</summary>
public sealed record Hearing(string Client, int Connection, string Room, IReadOnlyList<string> Texts);

/// <summary>All that was sent, answered and seen, and the logs as they are read afterwards in two ways.</summary>
public sealed record Evidence
{
    public required IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> Wire { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> Database { get; init; }

    public required IReadOnlyList<SentMessage> Sent { get; init; }

    public required IReadOnlyList<Ack> Acks { get; init; }

    public required IReadOnlyList<Witness> Witnesses { get; init; }

    public required IReadOnlyList<Hearing> Hearings { get; init; }

    /// <summary>Messages whose <c>ok</c> came, each counted once.</summary>
    public int Acknowledged => Acks.Select(a => (a.Room, a.UserId, a.Id)).Distinct().Count();
}
