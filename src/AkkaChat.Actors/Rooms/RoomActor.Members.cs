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
        ReportSoon();
        AnswerJoin(join, Sender);
    }

    private void AnswerJoin(JoinRoom join, IActorRef connection)
    {
        if (state.ViewFromMemory(join.After) is { } view)
            CompleteJoin(join, connection, view);
        else if (state.ModeOf(join.After) == JoinMode.Delta)
            services.Reader.Tell(new ReadEvents(
                room, join.After!.Seq, state.Head, RoomState.DeltaEvents, new JoinRead(join, connection, state.Head)));
        else
            services.Reader.Tell(new ReadMessages(
                room,
                new HistoryQuery(HistoryDirection.Before, state.Head + 1, RoomState.SnapshotMessages),
                new JoinRead(join, connection, state.Head)));
    }

    private void HandleDeltaRead(EventsRead read)
    {
        var (join, connection, _) = (JoinRead)read.Context;
        CompleteJoin(join, connection, state.DeltaFrom(join.After!.Seq, read.Events));
    }

    private void HandleMessagesRead(MessagesRead read)
    {
        switch (read.Context)
        {
            case JoinRead(var join, var connection, var headThen):
                if (state.SnapshotFrom(headThen, read.Page.Events) is { } view)
                    CompleteJoin(join, connection, view);
                else
                    AnswerJoin(join, connection);
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
            case JoinRead(var join, var connection, _):
                connection.Tell(new CommandRefused(room, join.Number, Unavailable));
                if (!members.Live.Contains(connection))
                    Remove(connection);
                break;
            case HistoryRead(var request, var connection):
                connection.Tell(new CommandRefused(room, request.Number, Unavailable));
                break;
            case TargetsLookUp asked when asked == lookUp:
                StandBy();
                break;
        }
    }

    // A member that is not at the head gets no live events: what a connection is told never has a hole.
    private void CompleteJoin(JoinRoom join, IActorRef connection, JoinView view)
    {
        if (!members.Contains(connection))
        {
            connection.Tell(new CommandRefused(room, join.Number, Unavailable)); // It left, or the room failed, meanwhile.
            return;
        }
        members.SetLive(connection, !view.HasMore);
        connection.Tell(new RoomJoined(
            room, join.Number, state.Epoch, state.Head, view.Mode, view.Events, view.HasMore, members.Online, members.People(MostPeople)));
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
