using Akka.Actor;
using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Rooms;

/// <summary>Members: who comes gets what they missed, from memory or from the log.</summary>
public sealed partial class RoomActor
{
    private void HandleJoin(JoinRoom join)
    {
        Timers.Cancel(nameof(Idle));
        if (members.Add(Sender, join.Who))
            Context.Watch(Sender);
        hasBegunAnew |= join.IsSilent;
        ReportSoon();
        var joining = new Joining(join, Sender);
        if (join.MayHaveMark && members.MarkOf(join.Who.Id) is null)
            services.Reader.Tell(new FindMark(room, join.Who.Id, new MarkLookUp(this, joining)));
        else
            ShowRoom(joining);
    }

    private void ShowRoom(Joining joining)
    {
        if (state.IsPassedBy(joining.Join.After))
            services.Reader.Tell(new ReadEvents(room, state.Head, long.MaxValue, 1, new BeyondRead(joining)));
        else
            ShowWhatIsThere(joining);
    }

    private void ShowWhatIsThere(Joining joining)
    {
        var after = joining.Join.After;
        if (state.ViewFromMemory(after) is { } view)
            CompleteJoin(joining, view);
        else if (state.ModeOf(after) == JoinMode.Delta)
            services.Reader.Tell(new ReadEvents(room, after!.Seq, state.Head, RoomState.DeltaEvents, new JoinRead(joining, state.Head)));
        else
            services.Reader.Tell(new ReadMessages(
                room,
                new HistoryQuery(HistoryDirection.Before, state.Head + 1, RoomState.SnapshotMessages),
                new JoinRead(joining, state.Head)));
    }

    private void HandleEventsRead(EventsRead read)
    {
        switch (read.Context)
        {
            case JoinRead(var joining, _):
                TellOfUnknown(read.Events);
                CompleteJoin(joining, state.DeltaFrom(joining.Join.After!.Seq, read.Events));
                break;
            case BeyondRead(var joining):
                ShowWhatIsThereUnlessMoreIs(joining, read.Events);
                break;
        }
    }

    // A member that has seen more than this room knows of was told it by another owner, of whom this one heard nothing because nobody has
    // written here since. What a commit of this room's own has added is no sign of that; its outcome will tell.
    private void ShowWhatIsThereUnlessMoreIs(Joining joining, IReadOnlyList<RoomEvent> beyond)
    {
        if (posts.UnderWay == 0 && beyond.Any(e => e.Seq > state.Head))
            throw new RoomFencedException($"The log of room {room} goes on beyond {state.Head}: a member has seen what another owner wrote");
        ShowWhatIsThere(joining);
    }

    private void HandleMessagesRead(MessagesRead read)
    {
        switch (read.Context)
        {
            case JoinRead(var joining, var headThen):
                if (state.SnapshotFrom(headThen, read.Page.Events) is { } view)
                    CompleteJoin(joining, view);
                else
                    ShowWhatIsThere(joining);
                break;
            case HistoryRead(var request, var connection):
                connection.Tell(new HistoryPage(room, request.Number, read.Page.Events, read.Page.HasBefore, read.Page.HasAfter));
                break;
        }
    }

    private void HandleReadFailed(LogUnavailable failure)
    {
        switch (failure.Context)
        {
            case MarkLookUp(_, var joining):
                RefuseJoin(joining);
                break;
            case JoinRead(var joining, _):
                RefuseJoin(joining);
                break;
            case BeyondRead(var joining):
                RefuseJoin(joining);
                break;
            case HistoryRead(var request, var connection):
                connection.Tell(new CommandRefused(room, request.Number, Unavailable));
                break;
            case TargetsLookUp asked when asked == lookUp:
                StandBy();
                break;
        }
    }

    private void RefuseJoin(Joining joining)
    {
        joining.Connection.Tell(new CommandRefused(room, joining.Join.Number, Unavailable));
        if (!members.IsLive(joining.Connection))
            Remove(joining.Connection);
    }

    // A member that is not at the head gets no live events: what a connection is told never has a hole.
    private void CompleteJoin(Joining joining, JoinView view)
    {
        var (join, connection, markFound) = joining;
        if (!members.Contains(connection))
        {
            connection.Tell(new CommandRefused(room, join.Number, Unavailable)); // It left, or the room failed, meanwhile.
            return;
        }
        members.SetLive(connection, !view.HasMore);
        connection.Tell(new RoomJoined(
            room,
            join.Number,
            state.Epoch,
            state.Head,
            view.Mode,
            view.Events,
            view.HasMore,
            members.Online,
            join.IsSilent ? [] : members.People(MostPeople),
            Read: Math.Max(markFound, members.MarkOf(join.Who.Id) ?? 0)));
    }

    private void HandleLeave(LeaveRoom _)
    {
        Context.Unwatch(Sender);
        Remove(Sender);
    }

    private void HandleTerminated(Terminated death) => Remove(death.ActorRef);

    private void Remove(IActorRef connection)
    {
        if (!members.Remove(connection))
            return;
        ReportSoon();
        StopWhenIdle();
    }

    private void HandleGetHistory(GetHistory request)
    {
        if (members.Contains(Sender))
            services.Reader.Tell(new ReadMessages(room, request.Query, new HistoryRead(request, Sender)));
        else
            Sender.Tell(new RejoinNeeded(room));
    }

    private void HandleStartTyping(StartTyping typing)
    {
        if (!members.Contains(Sender) || !typedThisSecond.Add(typing.Who.Id))
            return;
        if (typedThisSecond.Count == 1)
            Timers.StartSingleTimer(nameof(LetTypeAgain), new LetTypeAgain(), Second);
        TellLive(new PersonTyping(room, typing.Who));
    }

    private void HandleLetTypeAgain(LetTypeAgain _) => typedThisSecond.Clear();
}
