using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>What the node's connections say to the room.</summary>
public sealed partial class RoomRelayActor
{
    private void HandleWhileSeeking(IRoomMessage message)
    {
        if (TakeNoteOf(message) is not { } member)
            return;
        if (member.IsGone)
            Forget(member);
        if (!isAway || message is not IRoomCommand command)
            return; // It is asked again when the room is found.
        member.Unanswered.Remove(command.Number);
        member.Connection.Tell(new CommandRefused(room, command.Number, Away));
    }

    private void HandleFromConnection(IRoomMessage message)
    {
        if (TakeNoteOf(message) is not { } member)
            return;
        if (member.IsGone)
            Leave(member);
        else
            Send(member, message);
        if (message is IRoomCommand && !isAnswerDue && !isTouchedInTick)
            Touch(); // So that a loss shows soon.
    }

    // Null for what comes from nobody that the room could know.
    private RelayedMember? TakeNoteOf(IRoomMessage message)
    {
        var member = members.Find(Sender);
        if (message is IRoomCommand command)
        {
            if (member is null)
                Context.Watch((member = members.Add(Sender)).Connection);
            member.Unanswered.Add(command.Number);
            member.WantsIn |= message is JoinRoom;
        }
        if (member is not null && message is LeaveRoom)
            member.WantsIn = member.IsJoined = member.IsLive = false;
        return member;
    }

    private void Send(RelayedMember member, IRoomMessage message)
    {
        isTrafficSinceTouch = true;
        shards.Tell(new FromMember(room, session, ++sent, member.Number, message));
    }

    private void Leave(RelayedMember member)
    {
        Forget(member);
        Send(member, new LeaveRoom(room));
    }
}
