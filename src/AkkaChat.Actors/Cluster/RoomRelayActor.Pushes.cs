using Akka.Actor;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Cluster;

/// <summary>
/// What the room says to the node's connections. Batches that come while these are told earlier ones go out as one, as posts do that come
/// while a room commits: a write costs the same whatever it holds, so under load the cost of a message falls, and no backlog grows here.
/// </summary>
public sealed partial class RoomRelayActor
{
    private sealed record TellGathered : INoSerializationVerificationNeeded
    {
        public static readonly TellGathered Instance = new();
    }

    /// <summary>Batches are put together up to this size (<see cref="EventBatch.Size"/>), so that none outgrows a reader's queue.</summary>
    private const int MostGathered = 64 * 1024;

    private readonly List<EventBatch> batches = [];

    // Answers to posts that are in the batches: they come behind them.
    private readonly List<ToMember> answers = [];
    private int gathered;
    private bool isTellingDue;

    private void HandlePush(ToLiveMembers push)
    {
        if (!TryTake(push))
            return;
        if (push.Push is EventBatch batch)
        {
            Gather(batch);
        }
        else
        {
            TellAllGathered();
            TellLive(push.Push);
        }
    }

    private void HandleToMember(ToMember answer)
    {
        if (!TryTake(answer))
            return;
        if (answer.Message is EventsStored && batches.Count > 0)
        {
            answers.Add(answer);
        }
        else
        {
            TellAllGathered();
            Tell(answer);
        }
    }

    private void Gather(EventBatch batch)
    {
        if (gathered + batch.Size > MostGathered)
            TellAllGathered();
        batches.Add(batch);
        gathered += batch.Size;
        if (isTellingDue)
            return;
        isTellingDue = true;
        Self.Tell(TellGathered.Instance); // Behind what has come in meanwhile.
    }

    private void HandleTellGathered(TellGathered _)
    {
        isTellingDue = false;
        TellAllGathered();
    }

    private void TellAllGathered()
    {
        if (batches.Count > 0)
            TellLive(batches.Count == 1 ? batches[0] : new EventBatch([.. batches]));
        foreach (var answer in answers)
            Tell(answer);
        batches.Clear();
        answers.Clear();
        gathered = 0;
    }

    private void TellLive(IRoomPush push)
    {
        var way = (push as EventBatch)?.Way;
        WriteRound.Run((members.All, push, Self, way), static tell =>
        {
            foreach (var member in tell.All.Where(m => m.IsLive))
                member.Connection.Tell(tell.push, tell.Self);
            tell.way?.Reach(WayStage.Told);
        });
        way?.Reach(WayStage.Written);
    }

    private void Tell(ToMember answer)
    {
        if (members.Find(answer.Member) is not { } member)
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
}
