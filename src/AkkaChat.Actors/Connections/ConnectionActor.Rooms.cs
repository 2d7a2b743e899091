using Akka.Actor;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>To and from rooms: what was asked is kept until it is answered, and asked again of a room that starts anew.</summary>
public sealed partial class ConnectionActor
{
    private long NextNumber() => ++lastNumber;

    private void Ask(IRoomCommand command, long? @ref, bool isSilent = false)
    {
        unanswered.Add(new UnansweredCommands.Entry(command, @ref, isSilent, services.Time.GetTimestamp()));
        services.Rooms.Tell(command);
    }

    private void HandleStored(EventsStored stored)
    {
        var replies = new List<ReplyPush>(stored.Answers.Count);
        MessageWay? way = null;
        foreach (var answer in stored.Answers)
        {
            if (!unanswered.Remove(answer.Number, out var asked))
                continue;
            way ??= (asked.Command as PostEvent)?.Way;
            if (!asked.IsSilent)
                replies.Add(new ReplyPush(asked.Ref, answer));
        }
        channel.Push(new RepliesPush(replies));
        way?.End();
        WorkOff();
    }

    private void HandleAnswer<TAnswer>(TAnswer answer)
        where TAnswer : IRoomAnswer, IReply
    {
        if (unanswered.Remove(answer.Number, out var asked) && !asked.IsSilent)
            Reply(asked.Ref, answer);
        WorkOff();
    }

    private void HandleJoined(RoomJoined joined)
    {
        if (unanswered.Remove(joined.Number, out var asked) && rooms.Find(joined.Room) is { } subscription)
            TakeJoined(joined, asked, subscription);
        WorkOff();
    }

    private void TakeJoined(RoomJoined joined, UnansweredCommands.Entry asked, Subscription subscription)
    {
        if (!asked.IsSilent)
            Reply(asked.Ref, joined);
        else if (subscription.IsJoined && !TryPushMissed(joined, subscription.Pushed!.Seq))
            return;
        subscription.Joined(joined);
        if (asked.IsSilent && joined.HasMore)
            Rejoin(joined.Room, subscription);
    }

    // What came while the room started anew: the client never learns that it did.
    private bool TryPushMissed(RoomJoined joined, long pushed)
    {
        var missed = joined.Events.Where(e => e.Seq > pushed).ToList();
        if (joined.Mode == JoinMode.Snapshot || (missed.Count > 0 && missed[0].Seq != pushed + 1))
        {
            SayGoodbye();
            return false;
        }
        if (missed.Count > 0)
            channel.Push(new EventBatch(joined.Room, missed));
        return true;
    }

    private void HandleRefused(CommandRefused refused)
    {
        if (unanswered.TryGet(refused.Number, out var asked))
            TakeRefused(refused, asked);
        WorkOff();
    }

    private void TakeRefused(CommandRefused refused, UnansweredCommands.Entry asked)
    {
        var subscription = rooms.Find(refused.Room);
        var isRejoin = asked.IsSilent && asked.Command is JoinRoom && subscription is not null;
        if (refused.Error.Code == ErrorCode.Unavailable && (isPatient || isRejoin))
        {
            Timers.StartSingleTimer(refused.Room, new RejoinNow(refused.Room), RejoinInterval);
            return;
        }
        unanswered.Remove(refused.Number, out _);
        if (!asked.IsSilent)
            Reply(asked.Ref, refused.Error);
        if (isPatient)
            Close(CloseCode.NotAllowedIn);
        else if (isRejoin || (asked.Command is JoinRoom && subscription?.IsJoined == false))
            rooms.Remove(refused.Room);
    }

    private void HandleRejoinNeeded(RejoinNeeded needed)
    {
        if (rooms.Find(needed.Room) is not { } subscription)
            GiveUp(e => e.Command.Room == needed.Room, NotJoined);
        else if (!subscription.IsRejoining)
        {
            foreach (var entry in unanswered.Where(e => e.Command.Room == needed.Room))
                entry.Repeats++;
            GiveUp(e => e.Command.Room == needed.Room && e.Repeats > MostRepeats, CanNotBeDone);
            Rejoin(needed.Room, subscription);
        }
        WorkOff();
    }

    private void HandleRoomMoved(RoomMoved moved)
    {
        if (rooms.Find(moved.Room) is { } subscription)
            Rejoin(moved.Room, subscription);
        else
            GiveUp(e => e.Command.Room == moved.Room, NotJoined);
        WorkOff();
    }

    /// <summary>For what will not be answered any more.</summary>
    private void GiveUp(Func<UnansweredCommands.Entry, bool> matches, RequestError error)
    {
        foreach (var entry in unanswered.Where(matches))
        {
            unanswered.Remove(entry.Command.Number, out _);
            AnswerEarly(entry, error);
        }
    }

    // The client need not wait longer; the room still works on it, so it still counts as unanswered.
    private void AnswerEarly(UnansweredCommands.Entry entry, RequestError error)
    {
        if (!entry.IsSilent)
            Reply(entry.Ref, error);
        entry.IsSilent = true;
    }

    /// <summary>Every wait has an end: the client is told after a heartbeat; after some more the answer is taken for lost.</summary>
    private void AnswerOverdue(TimeSpan heartbeat)
    {
        foreach (var entry in unanswered.Where(e => services.Time.GetElapsedTime(e.AskedAt) > heartbeat))
        {
            var subscription = rooms.Find(entry.Command.Room);
            if (!entry.IsSilent)
            {
                AnswerEarly(entry, Overdue);
                if (entry.Command is JoinRoom && subscription?.IsJoined == false)
                    GoOut(entry.Command.Room);
            }
            else if (services.Time.GetElapsedTime(entry.AskedAt) > heartbeat * HeartbeatsUntilLost)
            {
                unanswered.Remove(entry.Command.Number, out _);
                if (entry.Command is JoinRoom && subscription is not null)
                    Rejoin(entry.Command.Room, subscription);
            }
        }
    }

    private void GoOut(RoomId room)
    {
        rooms.Remove(room);
        services.Rooms.Tell(new LeaveRoom(room));
    }

    private void HandleRejoinNow(RejoinNow now)
    {
        if (rooms.Find(now.Room) is { } subscription)
            Rejoin(now.Room, subscription);
    }

    // The room takes posts of members alone. So nothing that it still holds of ours can overtake what is asked again here, in order.
    private void Rejoin(RoomId room, Subscription subscription)
    {
        subscription.IsRejoining = true;
        foreach (var stale in unanswered.Where(e => e.IsSilent && e.Command.Room == room))
            unanswered.Remove(stale.Command.Number, out _);
        var again = unanswered.Where(e => e.Command.Room == room);
        if (subscription.IsJoined || !again.Any(e => e.Command is JoinRoom))
            Ask(new JoinRoom(room, NextNumber(), me!, subscription.Pushed, channel.Format, IsSilent: true), @ref: null, isSilent: true);
        foreach (var entry in again)
            services.Rooms.Tell(entry.Command);
    }

    private void HandleEvents(EventBatch batch)
    {
        if (rooms.Find(batch.Room) is not { IsJoined: true } subscription)
            return;
        subscription.Delivered(batch);
        channel.Push(batch);
    }

    private void HandleHeadReached(HeadReached reached)
    {
        if (rooms.Find(reached.Room) is { IsJoined: true } subscription)
            subscription.Reached(reached.Head);
    }

    private void HandlePresence(PresenceChanged presence)
    {
        if (rooms.Contains(presence.Room))
            channel.Push(presence);
    }

    // A join that is still under way brings the mark itself.
    private void HandleReadElsewhere(ReadElsewhere read)
    {
        if (rooms.Find(read.Room) is { IsJoined: true })
            channel.Push(read);
    }

    private void HandleTyping(PersonTyping typing)
    {
        if (rooms.Contains(typing.Room) && typing.Who.Id != me!.Id)
            channel.Push(typing);
    }
}
