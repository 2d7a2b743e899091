using Akka.Actor;
using AkkaChat.Actors.Inspection;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// A room's posts in the order they came: those whose commit is under way, and those that gather behind it. Both are as long as the
/// members' unanswered requests, which their connections bound.
/// </summary>
public sealed class PostQueue
{
    /// <summary>One append takes at most this much of a burst, so that no batch outgrows a reader's queue.</summary>
    private const int MostEvents = 1_024, MostCharacters = 64 * 1024;

    private readonly List<Entry> underWay = [];
    private readonly Queue<Entry> waiting = new();
    private IReadOnlyList<Decision> decisions = [];
    private PostEvent? followed;

    private sealed record Entry(PostEvent Post, IActorRef Connection);

    /// <summary>Something waits, and nothing is under way.</summary>
    public bool IsReady => underWay.Count == 0 && waiting.Count > 0;

    public bool IsEmpty => UnderWay + Waiting == 0;

    public int UnderWay => underWay.Count;

    public int Waiting => waiting.Count;

    /// <summary>What is under way.</summary>
    public IReadOnlyCollection<PostEvent> Requests => [.. underWay.Select(e => e.Post)];

    /// <summary>What was read from the log for what is under way.</summary>
    public LogExcerpt Read { get; set; } = LogExcerpt.Nothing;

    /// <summary>What the commit under way will add to the log.</summary>
    public IReadOnlyList<RoomEvent> EventsUnderWay { get; private set; } = [];

    /// <summary>Of what is under way, the one that somebody looks at; mostly null.</summary>
    public MessageWay? Way => followed is not null && underWay.Exists(e => ReferenceEquals(e.Post, followed)) ? followed.Way : null;

    private bool IsUnderWay => underWay.Count > 0;

    public void Add(PostEvent post, IActorRef connection)
    {
        waiting.Enqueue(new Entry(post, connection));
        if (post.Way is not null)
            followed = post;
    }

    /// <summary>Puts what waits under way; false when nothing waits or something is under way.</summary>
    public bool TryStart()
    {
        if (IsUnderWay)
            return false;
        for (var characters = 0; underWay.Count < MostEvents && characters < MostCharacters && waiting.TryDequeue(out var next);)
        {
            underWay.Add(next);
            characters += next.Post.Body.TextLength;
        }
        return IsUnderWay;
    }

    /// <summary>Decides on what is under way; again when the log knew more than the room.</summary>
    public void Decide(RoomState state, long now)
    {
        decisions = state.Decide(Requests, Read, now);
        EventsUnderWay = [.. decisions.OfType<Decision.Accepted>().Select(d => d.Event)];
    }

    /// <summary>Tells each connection what became of its posts: all that is under way is settled.</summary>
    public void Settle()
    {
        var stored = new Dictionary<IActorRef, List<EventStored>>();
        for (var i = 0; i < underWay.Count; i++)
        {
            var (post, connection) = underWay[i];
            if (decisions[i] is Decision.Refused(var error))
                connection.Tell(new CommandRefused(post.Room, post.Number, error));
            else if (stored.TryGetValue(connection, out var answers))
                answers.Add(AnswerTo(post, decisions[i]));
            else
                stored.Add(connection, [AnswerTo(post, decisions[i])]);
        }
        foreach (var (connection, answers) in stored)
            connection.Tell(new EventsStored(answers));
        Clear();
    }

    /// <summary>Nothing of this can be stored now: refuses who is in a hurry, and lets the patient ones wait on, in their order.</summary>
    public void RefuseImpatient(RequestError error)
    {
        var all = underWay.Concat(waiting).ToList();
        Clear();
        waiting.Clear();
        followed = null;
        foreach (var entry in all)
        {
            if (entry.Post.IsPatient)
                Add(entry.Post, entry.Connection);
            else
                entry.Connection.Tell(new CommandRefused(entry.Post.Room, entry.Post.Number, error));
        }
    }

    private void Clear()
    {
        if (Way is not null)
            followed = null;
        underWay.Clear();
        decisions = [];
        EventsUnderWay = [];
        Read = LogExcerpt.Nothing;
    }

    private static EventStored AnswerTo(PostEvent post, Decision decision) => decision switch
    {
        Decision.Accepted(var e) => new EventStored(post.Room, post.Number, e.Seq, e.At, IsDuplicate: false),
        Decision.Repeated(var seq, var at) => new EventStored(post.Room, post.Number, seq, at, IsDuplicate: true),
        _ => throw new InvalidOperationException($"No answer to {decision}"),
    };
}
