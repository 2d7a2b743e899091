using Akka.Actor;
using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Rooms;

/// <summary>Read marks: stored first, then acknowledged and told to the person's other connections. They never go back.</summary>
public sealed partial class RoomActor
{
    private void HandleMarkRead(MarkRead request)
    {
        if (!members.Contains(Sender))
            Sender.Tell(new RejoinNeeded(room));
        else if (request.Seq > state.Head)
            Sender.Tell(new CommandRefused(room, request.Number, BeyondTheHead));
        else if (members.MarkOf(request.Who) >= request.Seq)
            Sender.Tell(new MarkKept(room, request.Number));
        else if (isLogFailing)
            Sender.Tell(new CommandRefused(room, request.Number, Unavailable));
        else
            AddMark(request);
    }

    private void AddMark(MarkRead request)
    {
        marks.Add(request, Sender);
        StoreWaitingMarks();
    }

    private void StoreWaitingMarks()
    {
        if (marks.TryStart() is { Count: > 0 } started)
            services.Writer.Tell(new StoreMarks(room, started));
    }

    private void HandleMarksOutcome(MarksOutcome outcome)
    {
        switch (outcome)
        {
            case MarksOutcome.Stored(var stored):
                TakeStored(stored);
                break;
            case MarksOutcome.Failed:
                marks.RefuseAll(Unavailable);
                break;
        }
        StopIfSettled();
    }

    private void TakeStored(IReadOnlyList<ReadMark> stored)
    {
        foreach (var mark in stored)
            members.SetMark(mark);
        foreach (var (mark, by) in marks.Settle(stored))
            TellElsewhere(mark, by);
        StoreWaitingMarks();
    }

    private void TellElsewhere(ReadMark mark, IActorRef by)
    {
        var push = new ReadElsewhere(room, mark.Seq);
        foreach (var connection in members.ConnectionsOf(mark.User))
        {
            if (!connection.Equals(by))
                connection.Tell(push);
        }
    }

    // Not remembered: what was stored since may be newer.
    private void HandleMarkFound(MarkFound found)
    {
        var (askedBy, joining) = (MarkLookUp)found.Context;
        if (askedBy == this) // And not a predecessor that failed: its members join again.
            ShowRoom(joining with { Mark = found.Seq });
    }
}
