namespace AkkaChat.Torture.Checks;

/// <summary>The log of a room as the server tells it afterwards, and ways to find things in it.</summary>
internal sealed class RoomTruth
{
    private readonly Dictionary<long, LogEvent> bySeq = [];
    private readonly Dictionary<(string UserId, string RequestId), LogEvent> byRequest = [];
    private readonly Dictionary<string, LogEvent> byText = [];

    public RoomTruth(string name, IReadOnlyList<LogEvent> log)
    {
        (Name, Log) = (name, log);
        foreach (var e in log)
        {
            bySeq.TryAdd(e.Seq, e);
            byRequest.TryAdd((e.UserId, e.RequestId), e);
            byText.TryAdd(e.Text, e);
        }
    }

    public string Name { get; }

    public IReadOnlyList<LogEvent> Log { get; }

    public long Head => Log.Count == 0 ? 0 : Log.Max(e => e.Seq);

    public LogEvent? At(long seq) => bySeq.GetValueOrDefault(seq);

    public LogEvent? Of(string userId, string id) => byRequest.GetValueOrDefault((userId, id));

    /// <summary>No two messages that are sent have the same text.</summary>
    public LogEvent? WithText(string text) => byText.GetValueOrDefault(text);
}
