using Akka.Actor;
using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// A room's requests to move read marks: those that are being stored, and those that gather behind them. A person has one move of each,
/// to the furthest event asked for. Both are as long as the members' unanswered requests, which their connections bound.
/// </summary>
public sealed class MarkQueue
{
    /// <summary>People whose marks are stored at once, so that no message waits long behind them.</summary>
    private const int MostPeople = 256;

    private readonly Queue<Move> waiting = new();
    private readonly Dictionary<UserId, Move> waitingByPerson = [];
    private List<Move> underWay = [];

    /// <param name="by">Who asked for the furthest event.</param>
    private sealed class Move(MarkRead request, IActorRef by)
    {
        public ReadMark Mark { get; private set; } = new(request.Who, request.Seq);

        public IActorRef By { get; private set; } = by;

        public List<(IActorRef Connection, MarkRead Request)> Requests { get; } = [(by, request)];

        public void Join(MarkRead request, IActorRef connection)
        {
            Requests.Add((connection, request));
            if (request.Seq > Mark.Seq)
                (Mark, By) = (Mark with { Seq = request.Seq }, connection);
        }
    }

    public bool IsEmpty => underWay.Count + waiting.Count == 0;

    public void Add(MarkRead request, IActorRef connection)
    {
        if (waitingByPerson.TryGetValue(request.Who, out var move))
            move.Join(request, connection);
        else
            waiting.Enqueue(waitingByPerson[request.Who] = new Move(request, connection));
    }

    /// <summary>Puts what waits under way and returns it; nothing when nothing waits or something is under way.</summary>
    public IReadOnlyList<ReadMark> TryStart()
    {
        if (underWay.Count > 0)
            return [];
        while (underWay.Count < MostPeople && waiting.TryDequeue(out var next))
        {
            waitingByPerson.Remove(next.Mark.User);
            underWay.Add(next);
        }
        return [.. underWay.Select(move => move.Mark)];
    }

    /// <summary>All that is under way is stored: answers the requests, and returns the marks that moved with who moved them.</summary>
    /// <param name="stored">In the order in which they were put under way.</param>
    public IReadOnlyList<(ReadMark Mark, IActorRef By)> Settle(IReadOnlyList<ReadMark> stored)
    {
        var moves = underWay;
        underWay = [];
        Answer(moves, request => new MarkKept(request.Room, request.Number));
        return [.. moves.Where((move, i) => move.Mark == stored[i]).Select(move => (move.Mark, move.By))];
    }

    /// <summary>Nothing can be stored now.</summary>
    public void RefuseAll(RequestError error)
    {
        Answer(underWay.Concat(waiting), request => new CommandRefused(request.Room, request.Number, error));
        underWay = [];
        waiting.Clear();
        waitingByPerson.Clear();
    }

    private static void Answer(IEnumerable<Move> moves, Func<MarkRead, IRoomAnswer> answerTo)
    {
        foreach (var (connection, request) in moves.SelectMany(move => move.Requests))
            connection.Tell(answerTo(request));
    }
}
