using System.Diagnostics.CodeAnalysis;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>
/// What a connection asked of rooms and has no answer to yet. Kept so that it can be asked again of a room that has started anew:
/// the log stores nothing twice.
/// </summary>
public sealed class UnansweredCommands
{
    public sealed class Entry(IRoomCommand command, long? @ref, bool isSilent, long askedAt)
    {
        public IRoomCommand Command { get; } = command;

        public long? Ref { get; } = @ref;

        /// <summary>The room's answer is for nobody: the connection itself asked, or its client has had an answer.</summary>
        public bool IsSilent { get; set; } = isSilent;

        /// <summary>A timestamp of the connection's clock.</summary>
        public long AskedAt { get; } = askedAt;

        public int Repeats { get; set; }
    }

    private readonly Dictionary<long, Entry> entries = [];

    public int Count => entries.Count;

    /// <summary>Of text in them, which comes back to the client itself too.</summary>
    public int Characters { get; private set; }

    /// <summary>Those whose answer is large: a page, a snapshot, a delta.</summary>
    public int Views { get; private set; }

    public void Add(Entry entry)
    {
        entries.Add(entry.Command.Number, entry);
        Characters += CharactersIn(entry);
        Views += IsView(entry) ? 1 : 0;
    }

    public bool Remove(long number, [NotNullWhen(true)] out Entry? entry)
    {
        if (!entries.Remove(number, out entry))
            return false;
        Characters -= CharactersIn(entry);
        Views -= IsView(entry) ? 1 : 0;
        return true;
    }

    public bool TryGet(long number, [NotNullWhen(true)] out Entry? entry) => entries.TryGetValue(number, out entry);

    /// <summary>In the order they were asked.</summary>
    public IReadOnlyList<Entry> Where(Func<Entry, bool> matches) =>
        [.. entries.Values.Where(matches).OrderBy(e => e.Command.Number)];

    private static int CharactersIn(Entry entry) => entry.Command is PostEvent post ? post.Body.TextLength : 0;

    private static bool IsView(Entry entry) => entry.Command is JoinRoom or GetHistory;
}
