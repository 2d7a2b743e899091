namespace AkkaChat.Torture.Checks;

public enum FindingKind
{
    /// <summary>Acknowledged or seen, and not there; or a hole.</summary>
    Lost,

    /// <summary>There twice, or told twice.</summary>
    Doubled,

    /// <summary>Not in the order in which it was sent, or in which the log has it.</summary>
    Reordered,

    /// <summary>Two who should know the same do not.</summary>
    Different,

    /// <summary>Another rule of the protocol.</summary>
    Broken,
}

/// <summary>A promise that was not kept.</summary>
/// <param name="Who">The client that noticed, "server", or a room.</param>
public sealed record Finding(FindingKind Kind, string Who, string What)
{
    public override string ToString() => $"{Kind,-9} {Who}: {What}";
}
