using Akka.Actor;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>What comes from the socket: taken in its order, one request after the other.</summary>
public sealed partial class ConnectionActor
{
    private void HandleReceived(Received received)
    {
        foreach (var request in received.Requests)
            inbox.Enqueue(request);
        isReadPaused = true;
        WorkOff();
    }

    // Whoever makes others read does not get ahead of its own reading.
    private bool MayAskMore =>
        unanswered.Count < services.Limits.UnansweredRequests && unanswered.Characters < MostUnansweredCharacters && !channel.IsBehind;

    private void WorkOff()
    {
        while (!isClosed && !MustWait && inbox.TryPeek(out var request) && TryHandle(request))
            inbox.Dequeue();
        if (isClosed || (isSocketEnded && inbox.Count == 0))
            StopWhenAnswered();
        else if (inbox.Count > 0)
            return;
        else if (isDraining)
            CloseWhenAnswered();
        else if (isReadPaused && MayAskMore)
        {
            isReadPaused = false;
            channel.ReadOn();
        }
    }

    /// <summary>False when the request has to wait its turn at the head of the inbox.</summary>
    private bool TryHandle(ClientRequest request)
    {
        if (request is ClientRequest.Join or ClientRequest.History && (unanswered.Views > 0 || channel.IsBehind))
            return false; // One large answer at a time, and only to who reads: so none of them overruns the outbound queue.
        if (PutsNothingIntoARoom(request) && IsFlood(request))
            return true;
        if (request is ClientRequest.SmallTalk)
            return true;
        if (request is ClientRequest.Unacceptable unacceptable)
        {
            Refuse(unacceptable.Ref, unacceptable.Error, unacceptable.IsMalformed);
            return true;
        }
        if (me is null && request is not ClientRequest.Hello)
        {
            Refuse(request.Ref, new RequestError(ErrorCode.HelloFirst, "Say hello first."));
            return true;
        }

        malformedInARow = 0;
        switch (request)
        {
            case ClientRequest.Hello hello:
                SayHello(hello);
                return true;
            case ClientRequest.Post post:
                return TryPost(post);
            case ClientRequest.Join join:
                Join(join);
                return true;
            case ClientRequest.Leave leave:
                Leave(leave);
                return true;
            case ClientRequest.History history:
                if (IsJoined(history.Ref, history.Room))
                    Ask(new GetHistory(history.Room, NextNumber(), history.Query), history.Ref);
                return true;
            case ClientRequest.Read read:
                Read(read);
                return true;
            case ClientRequest.Typing typing:
                TellTyping(typing.Room);
                return true;
            default:
                throw new InvalidOperationException($"No handler for {request.GetType().Name}");
        }
    }

    private bool TryPost(ClientRequest.Post post)
    {
        if (!rooms.Contains(post.Room))
            return RefusePost(post, NotJoined);
        var wait = isDraining ? TimeSpan.Zero : sends!.TryTake();
        if (wait > TimeSpan.Zero && isPatient)
        {
            isWaitingForAllowance = true;
            Timers.StartSingleTimer(nameof(AllowanceBack), new AllowanceBack(), wait);
            return false;
        }
        if (wait > TimeSpan.Zero)
            return RefusePost(post, new RequestError(
                ErrorCode.RateLimited, "You are sending too fast. Wait a moment.", (int)Math.Ceiling(wait.TotalMilliseconds)));
        Ask(new PostEvent(post.Room, NextNumber(), me!, post.Id, post.Body, isPatient) { Way = services.Probe.TryTake(post.Room, channel) }, post.Ref);
        return true;
    }

    private void HandleCaughtUp(CaughtUp _) => WorkOff();

    private void HandleAllowanceBack(AllowanceBack _)
    {
        isWaitingForAllowance = false;
        WorkOff();
    }

    private void Join(ClientRequest.Join join)
    {
        if (!rooms.Contains(join.Room) && rooms.Count >= services.Limits.RoomsPerConnection)
        {
            Refuse(join.Ref, new RequestError(ErrorCode.Forbidden, $"room: at most {services.Limits.RoomsPerConnection} rooms a connection"));
            return;
        }
        rooms.Add(join.Room);
        Ask(new JoinRoom(join.Room, NextNumber(), me!, join.After, channel.Format, marks!.MayExist), join.Ref);
    }

    private void Leave(ClientRequest.Leave leave)
    {
        if (!IsJoined(leave.Ref, leave.Room))
            return;
        GoOut(leave.Room);
        // What is to be stored is answered all the same, once it is; a join or a page is not wanted any more.
        foreach (var entry in unanswered.Where(e => e.Command.Room == leave.Room && e.Command is JoinRoom or GetHistory))
            AnswerEarly(entry, LeftMeanwhile);
        Reply(leave.Ref, new Done());
    }

    private void Read(ClientRequest.Read read)
    {
        if (!IsJoined(read.Ref, read.Room))
            return;
        marks!.Set();
        Ask(new MarkRead(read.Room, NextNumber(), me!.Id, read.Seq), read.Ref);
    }

    // Has no answer that would bound it, so it is bounded by time: a room hears it at most once a second.
    private void TellTyping(RoomId room)
    {
        if (rooms.Find(room) is not { IsJoined: true } subscription
            || (subscription.ToldTypingAt is { } told && services.Time.GetElapsedTime(told) < TypingInterval))
            return;
        subscription.ToldTypingAt = services.Time.GetTimestamp();
        services.Rooms.Tell(new StartTyping(room, me!));
    }

    private bool IsJoined(long? @ref, RoomId room)
    {
        if (rooms.Contains(room))
            return true;
        Refuse(@ref, NotJoined);
        return false;
    }

    private void Refuse(long? @ref, RequestError error, bool isMalformed = false)
    {
        Reply(@ref, error);
        malformedInARow = isMalformed ? malformedInARow + 1 : 0;
        if (malformedInARow == MostMalformedInARow)
            Close(CloseCode.NotTheProtocol);
    }

    private void Reply(long? @ref, IReply reply) => channel.Push(new ReplyPush(@ref, reply));
}
