using Akka.Actor;
using AkkaChat.Actors.Log;

namespace AkkaChat.Actors.Rooms;

/// <summary>Posts: decide, commit, and only then tell.</summary>
public sealed partial class RoomActor
{
    private void HandlePost(PostMessage post)
    {
        if (!members.Contains(Sender))
        {
            Sender.Tell(new RejoinNeeded(room));
            return;
        }
        posts.Add(post, Sender);
        if (isLogFailing)
            posts.RefuseImpatient(Unavailable);
        else
            CommitWaiting();
    }

    private void CommitWaiting()
    {
        if (posts.TryStart())
            HandIn(stored: []);
    }

    private void HandIn(IReadOnlyCollection<RoomEvent> stored)
    {
        posts.Decide(state, stored, services.Time.GetUtcNow().ToUnixTimeMilliseconds());
        var events = posts.EventsUnderWay.ToList();
        if (events.Count > 0)
            services.Writer.Tell(new AppendEvents(room, events));
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
            case AppendOutcome.Repeated(var stored):
                HandIn(stored);
                break;
            case AppendOutcome.Failed:
                isLogFailing = true;
                posts.RefuseImpatient(Unavailable);
                Timers.StartSingleTimer(nameof(Retry), new Retry(), Second);
                break;
            case AppendOutcome.Fenced:
                throw new RoomFencedException($"The log of room {room} goes on beyond {state.Head}: another owner writes it");
        }
    }

    private void PublishCommitted()
    {
        var batch = new EventBatch(room, [.. posts.EventsUnderWay]);
        foreach (var e in batch.Events)
            state.Apply(e);
        SettleAndGoOn();
        foreach (var connection in members.Live)
            connection.Tell(batch);
        ReportSoon();
    }

    private void SettleAndGoOn()
    {
        posts.Settle();
        CommitWaiting();
    }

    private void HandleRetry(Retry _)
    {
        isLogFailing = false;
        CommitWaiting();
    }
}
