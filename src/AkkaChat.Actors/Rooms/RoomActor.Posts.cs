using Akka.Actor;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Rooms;

/// <summary>Posts: decide, commit, and only then tell.</summary>
public sealed partial class RoomActor
{
    private void HandlePost(PostEvent post)
    {
        if (!members.Contains(Sender))
        {
            Sender.Tell(new RejoinNeeded(room));
            return;
        }
        post.Way?.ReachRoom(isRelayed: Sender is IRelayedConnection);
        posts.Add(post, Sender);
        if (isLogFailing)
            posts.RefuseImpatient(Unavailable);
        else
            CommitSoon();
    }

    // Behind what has come in meanwhile: it goes into the same commit and the same writes.
    private void CommitSoon()
    {
        if (isCommitDue || !posts.IsReady)
            return;
        isCommitDue = true;
        Self.Tell(Commit.Instance);
    }

    private void HandleCommit(Commit _)
    {
        isCommitDue = false;
        if (isLogFailing || !posts.TryStart())
            return;
        var targets = state.TargetsToRead(posts.Requests);
        if (targets.Count > 0)
            services.Reader.Tell(new FindMessages(room, targets, lookUp = new TargetsLookUp()));
        else
            HandIn();
    }

    // Old messages that somebody edits, deletes or reacts to. Nothing else is decided meanwhile: order is kept.
    private void HandleTargetsFound(MessagesFound found)
    {
        if (found.Context != lookUp)
            return; // Asked by a predecessor that failed.
        posts.Read = posts.Read with { Messages = found.Messages };
        HandIn();
    }

    private void HandIn()
    {
        posts.Decide(state, services.Time.GetUtcNow().ToUnixTimeMilliseconds());
        posts.Way?.Reach(WayStage.Decided);
        if (posts.EventsUnderWay.Count > 0)
            services.Writer.Tell(new AppendEvents(room, posts.EventsUnderWay));
        else
            SettleAndGoOn();
    }

    private void HandleAppendOutcome(AppendOutcome outcome)
    {
        switch (outcome)
        {
            case AppendOutcome.Appended:
                PublishCommitted();
                break;
            case AppendOutcome.Repeated(var stored) when stored.Any(e => e.Seq > state.Head):
                // A commit that seemed to fail did not. What it stored has not been told to anybody: read it from the log.
                throw new RoomFencedException($"The log of room {room} goes on beyond {state.Head}: a commit that seemed to fail is in it");
            case AppendOutcome.Repeated(var stored):
                posts.Read = posts.Read with { Events = stored };
                HandIn();
                break;
            case AppendOutcome.Failed:
                StandBy();
                break;
            case AppendOutcome.Fenced:
                throw new RoomFencedException($"The log of room {room} goes on beyond {state.Head}: another owner writes it");
        }
    }

    private void PublishCommitted()
    {
        var way = posts.Way;
        way?.Reach(WayStage.Committed);
        var batch = new EventBatch(room, posts.EventsUnderWay) { Way = way is { IsRelayed: true } ? way : null };
        foreach (var e in batch.Events)
            state.Apply(e);
        TellLive(batch, way is { IsRelayed: false } ? way : null);
        SettleAndGoOn();
        ReportSoon();
    }

    private void SettleAndGoOn()
    {
        posts.Settle();
        CommitSoon();
        StopIfSettled();
    }

    private void StandBy()
    {
        isLogFailing = true;
        posts.RefuseImpatient(Unavailable);
        Timers.StartSingleTimer(nameof(Retry), new Retry(), Second);
        StopIfSettled();
    }

    private void HandleRetry(Retry _)
    {
        isLogFailing = false;
        CommitSoon();
    }
}
