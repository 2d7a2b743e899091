using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>What goes between the node's connections and the room.</summary>
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

    private void HandlePush(ToLiveMembers push)
    {
        if (!TryTake(push))
            return;
        var way = (push.Push as EventBatch)?.Way;
        WriteRound.Run((members.All, push.Push, Self, way), static tell =>
        {
            foreach (var member in tell.All.Where(m => m.IsLive))
                member.Connection.Tell(tell.Push, tell.Self);
            tell.way?.Reach(WayStage.Told);
        });
        way?.Reach(WayStage.Written);
    }

    private void HandleToMember(ToMember answer)
    {
        if (!TryTake(answer) || members.Find(answer.Member) is not { } member)
            return;
        TakeNoteOf(answer.Message, member);
        member.Connection.Tell(answer.Message);
        if (member.IsGone)
            Leave(member); // Its join was refused, or it left and this was the last answer that it waited for.
    }

    private static void TakeNoteOf(object answer, RelayedMember member)
    {
        switch (answer)
        {
            case RoomJoined joined:
                member.Unanswered.Remove(joined.Number);
                member.IsJoined = member.WantsIn;
                member.IsLive = member.WantsIn && !joined.HasMore;
                break;
            case EventsStored stored:
                member.Unanswered.ExceptWith(stored.Answers.Select(a => a.Number));
                break;
            case IRoomAnswer other:
                member.Unanswered.Remove(other.Number);
                break;
            case RejoinNeeded:
                member.IsLive = false;
                break;
        }
    }

    // False when it is of another session, or comes behind something that was lost.
    private bool TryTake(IToRelay message)
    {
        if (message.Session != session)
            return false;
        if (message.Position != received + 1)
        {
            Seek();
            return false;
        }
        received++;
        isTrafficSinceTouch = true;
        HaveHeard();
        return true;
    }

    private void Leave(RelayedMember member)
    {
        Forget(member);
        Send(member, new LeaveRoom(room));
    }
}
