using Akka.Actor;
using Akka.Event;
using AkkaChat.Actors.Connections;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// Once a second, when something changed: presence and the head for the members, the head for the directory. And how it stands, when somebody looks.
/// </summary>
public sealed partial class RoomActor
{
    private void ReportSoon()
    {
        if (isReportDue)
            return;
        isReportDue = true;
        Timers.StartSingleTimer(nameof(Report), new Report(), Second);
    }

    private void HandleReport(Report _)
    {
        isReportDue = false;
        var (joined, left) = members.TakePresenceChanges();
        if (joined.Count + left.Count > 0 || hasBegunAnew)
            TellLive(new PresenceChanged(
                room, members.Online, [.. joined.Take(MostPeople)], [.. left.Take(MostPeople)], hasBegunAnew ? members.People(MostPeople) : null));
        hasBegunAnew = false;
        if (state.Head > toldHead)
            TellLive(new HeadReached(room, toldHead = state.Head));
        services.Directory.Tell(new RoomDirectoryActor.RoomStatus(room, state.Epoch, state.Head, members.Online));
    }

    private void TellLive(IRoomPush push, MessageWay? way = null)
    {
        WriteRound.Run((members.Audience, push, Self, way), static tell =>
        {
            foreach (var listener in tell.Audience)
                listener.Tell(tell.push, tell.Self);
            tell.way?.Reach(WayStage.Told);
        });
        way?.Reach(WayStage.Written);
    }

    private void HandleLook(Look _) => TellCondition(isLogFailing ? RoomCondition.LogFailing : RoomCondition.Open);

    // Who looks has counted the mailbox.
    private void TellCondition(RoomCondition condition) => Sender.Tell(new RoomReport(
        room, condition, members.Count, members.Online, state?.Head ?? 0, posts.Waiting, posts.UnderWay, Mailbox: 0));

    // Passed on by name; clients skip them and count their seq (docs/protocol.md).
    private void TellOfUnknown(IReadOnlyList<RoomEvent> events)
    {
        if (hasToldOfUnknown || events.Select(e => e.Body).OfType<UnknownEvent>().FirstOrDefault() is not { } unknown)
            return;
        hasToldOfUnknown = true;
        Context.GetLogger().Warning("Room {0} holds events of a kind that this version does not know: {1}", room, unknown.Kind);
    }
}
