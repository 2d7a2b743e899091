using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>To and from rooms: what was asked is kept until it is answered, and asked again of a room that starts anew.</summary>
public sealed partial class ConnectionActor
{
    private long NextNumber() => ++lastNumber;

    private void Ask(IRoomCommand command, long? @ref, bool isOwn = false)
    {
        unanswered.Add(new UnansweredCommands.Entry(command, @ref, isOwn, services.Time.GetTimestamp()));
        services.Rooms.Tell(command);
    }

    private void HandleAnswer<TAnswer>(TAnswer answer)
        where TAnswer : IRoomAnswer, IReply
    {
        if (!unanswered.Remove(answer.Number, out var asked))
            return;
        Reply(asked.Ref, answer);
        WorkOff();
    }

    private void HandleJoined(RoomJoined joined)
    {
        if (!unanswered.Remove(joined.Number, out var asked) || !rooms.TryGetValue(joined.Room, out var subscription))
            return;
        if (!asked.IsOwn)
            Reply(asked.Ref, joined);
        else if (subscription.IsJoined && !TryPushMissed(joined))
            return;
        subscription.Joined(joined);
        if (asked.IsOwn && joined.HasMore)
            Rejoin(joined.Room, subscription);
        WorkOff();
    }

    // What came while the room started anew: the client never learns that it did.
    private bool TryPushMissed(RoomJoined joined)
    {
        if (joined.Mode == JoinMode.Snapshot)
        {
            Close(CloseCode.ServerStops);
            return false;
        }
        if (joined.Events.Count > 0)
            channel.Push(new EventBatch(joined.Room, joined.Events));
        return true;
    }

    private void HandleRefused(CommandRefused refused)
    {
        if (!unanswered.TryGet(refused.Number, out var asked))
            return;
        var mayPass = refused.Error.Code == ErrorCode.Unavailable;
        if (mayPass && (isPatient || asked.IsOwn))
        {
            Timers.StartSingleTimer(refused.Room, new RejoinNow(refused.Room), RejoinInterval);
            return;
        }
        unanswered.Remove(refused.Number, out _);
        if (!asked.IsOwn)
            Reply(asked.Ref, refused.Error);
        if (isPatient)
            Close(CloseCode.NotAllowedIn);
        else if (asked.Command is JoinRoom && (asked.IsOwn || rooms.GetValueOrDefault(refused.Room)?.IsJoined != true))
            Forget(refused.Room);
        WorkOff();
    }

    private void Forget(RoomId room)
    {
        rooms.Remove(room);
        GiveUp(e => e.Command.Room == room, NotJoined);
    }

    private void GiveUp(Func<UnansweredCommands.Entry, bool> matches, RequestError error)
    {
        foreach (var entry in unanswered.Where(matches))
        {
            unanswered.Remove(entry.Command.Number, out _);
            if (!entry.IsOwn)
                Reply(entry.Ref, error);
        }
    }

    private void HandleRejoinNeeded(RejoinNeeded needed)
    {
        if (!rooms.TryGetValue(needed.Room, out var subscription))
        {
            GiveUp(e => e.Command.Room == needed.Room, NotJoined);
            return;
        }
        if (subscription.IsRejoining)
            return;
        foreach (var entry in unanswered.Where(e => e.Command.Room == needed.Room))
            entry.Repeats++;
        GiveUp(
            e => e.Command.Room == needed.Room && e.Repeats > MostRepeats,
            new RequestError(ErrorCode.Internal, "The server could not do this."));
        Rejoin(needed.Room, subscription);
    }

    private void HandleRejoinNow(RejoinNow now)
    {
        if (rooms.TryGetValue(now.Room, out var subscription))
            Rejoin(now.Room, subscription);
    }

    // The room takes posts of members alone. So nothing that it still holds of ours can overtake what is asked again here, in order.
    private void Rejoin(RoomId room, Subscription subscription)
    {
        subscription.IsRejoining = true;
        foreach (var stale in unanswered.Where(e => e.IsOwn && e.Command.Room == room))
            unanswered.Remove(stale.Command.Number, out _);
        var again = unanswered.Where(e => e.Command.Room == room);
        if (subscription.IsJoined || !again.Any(e => e.Command is JoinRoom))
            Ask(new JoinRoom(room, NextNumber(), me!, subscription.Pushed), @ref: null, isOwn: true);
        foreach (var entry in again)
            services.Rooms.Tell(entry.Command);
    }

    private void HandleEvents(EventBatch batch)
    {
        if (!rooms.TryGetValue(batch.Room, out var subscription) || !subscription.IsJoined)
            return;
        subscription.Delivered(batch);
        channel.Push(batch);
    }

    private void HandlePresence(PresenceChanged presence)
    {
        if (rooms.ContainsKey(presence.Room))
            channel.Push(presence);
    }

    private void HandleTyping(PersonTyping typing)
    {
        if (rooms.ContainsKey(typing.Room) && typing.Who.Id != me!.Id)
            channel.Push(typing);
    }
}
