using System.Security.Cryptography;
using Akka.Actor;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Connections;

/// <summary>
/// One a socket: lives and dies with it. It knows its person and rooms, forwards what the client asks, and is the only one that pushes
/// down the socket. A patient connection (plain text) is never refused for being too fast or for a database in trouble: it waits.
/// </summary>
public sealed class ConnectionActor : ReceiveActor, IWithTimers
{
    /// <summary>Requests from the socket, in their order. The server reads no further until <see cref="IClientChannel.ReadOn"/>.</summary>
    public sealed record Received(IReadOnlyList<ClientRequest> Requests) : INoSerializationVerificationNeeded;

    /// <summary>The socket has ended.</summary>
    public sealed record SocketEnded : INoSerializationVerificationNeeded;

    /// <summary>The server stops: finish what was accepted, say goodbye, close.</summary>
    public sealed record Drain : INoSerializationVerificationNeeded;

    private sealed record Heartbeat : INoSerializationVerificationNeeded;

    private sealed record HelloTimeout : INoSerializationVerificationNeeded;

    private sealed record AllowanceBack : INoSerializationVerificationNeeded;

    private sealed record RejoinNow(RoomId Room) : INoSerializationVerificationNeeded;

    private sealed record DrainTimeout : INoSerializationVerificationNeeded;

    private const int MostMalformedInARow = 3, MostRepeats = 3;
    private static readonly TimeSpan RejoinInterval = TimeSpan.FromSeconds(1), DrainTime = TimeSpan.FromSeconds(2);
    private static readonly RequestError NotJoined = new(ErrorCode.NotJoined, "room: join it first");

    private readonly ConnectionServices services;
    private readonly IClientChannel channel;
    private readonly bool isPatient;
    private readonly Queue<ClientRequest> inbox = new();
    private readonly Dictionary<RoomId, Subscription> rooms = [];
    private readonly UnansweredCommands unanswered = new();

    private Person? me;
    private SendAllowance? sends;
    private ClientRequest.Hello? helloUnderWay;
    private bool isWaitingForAllowance, isReadPaused, isSocketEnded, isDraining, isClosed;
    private int malformedInARow;
    private long lastNumber;

    public ConnectionActor(ConnectionServices services, IClientChannel channel, bool isPatient)
    {
        this.services = services;
        this.channel = channel;
        this.isPatient = isPatient;

        Receive<Received>(HandleReceived);
        Receive<EventBatch>(HandleEvents);
        Receive<MessageStored>(HandleAnswer);
        Receive<HistoryPage>(HandleAnswer);
        Receive<RoomJoined>(HandleJoined);
        Receive<CommandRefused>(HandleRefused);
        Receive<PresenceChanged>(HandlePresence);
        Receive<PersonTyping>(HandleTyping);
        Receive<RejoinNeeded>(HandleRejoinNeeded);
        Receive<RejoinNow>(HandleRejoinNow);
        Receive<PeopleActor.SignedIn>(HandleSignedIn);
        Receive<PeopleActor.NameTaken>(HandleNameTaken);
        Receive<RoomDirectoryActor.RoomList>(HandleRoomList);
        Receive<AllowanceBack>(HandleAllowanceBack);
        Receive<Heartbeat>(HandleHeartbeat);
        Receive<HelloTimeout>(HandleHelloTimeout);
        Receive<Drain>(HandleDrain);
        Receive<DrainTimeout>(HandleDrainTimeout);
        Receive<SocketEnded>(HandleSocketEnded);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool MustWait => helloUnderWay is not null || isWaitingForAllowance;

    public static Props Props(ConnectionServices services, IClientChannel channel, bool isPatient) =>
        Akka.Actor.Props.Create(() => new ConnectionActor(services, channel, isPatient));

    protected override void PreStart()
    {
        var interval = TimeSpan.FromMilliseconds(services.Limits.HeartbeatMs);
        Timers.StartPeriodicTimer(nameof(Heartbeat), new Heartbeat(), interval);
        Timers.StartSingleTimer(nameof(HelloTimeout), new HelloTimeout(), TimeSpan.FromMilliseconds(services.Limits.HelloTimeoutMs));
    }

    // A connection that failed leaves its client to come back and resume.
    protected override void PostStop() => channel.Close(CloseCode.ServerStops);

    // ---- from the socket ------------------------------------------------------------------------------------------------------

    private void HandleReceived(Received received)
    {
        foreach (var request in received.Requests)
            inbox.Enqueue(request);
        isReadPaused = true;
        WorkOff();
    }

    private void WorkOff()
    {
        while (!isClosed && !MustWait && inbox.TryPeek(out var request) && TryHandle(request))
            inbox.Dequeue();
        if (isSocketEnded && (isClosed || inbox.Count == 0))
            Context.Stop(Self);
        else if (isClosed || inbox.Count > 0)
            return;
        else if (isDraining)
            CloseWhenAnswered();
        else if (isReadPaused && unanswered.Count < services.Limits.UnansweredRequests)
        {
            isReadPaused = false;
            channel.ReadOn();
        }
    }

    /// <summary>False when the request has to wait its turn at the head of the inbox.</summary>
    private bool TryHandle(ClientRequest request)
    {
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
            case ClientRequest.Send send:
                return TrySend(send);
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
            case ClientRequest.Typing typing:
                if (rooms.ContainsKey(typing.Room))
                    services.Rooms.Tell(new StartTyping(typing.Room, me!));
                return true;
            default:
                throw new InvalidOperationException($"No handler for {request.GetType().Name}");
        }
    }

    private bool TrySend(ClientRequest.Send send)
    {
        if (!IsJoined(send.Ref, send.Room))
            return true;
        var wait = isDraining ? TimeSpan.Zero : sends!.TryTake();
        if (wait > TimeSpan.Zero && isPatient)
        {
            isWaitingForAllowance = true;
            Timers.StartSingleTimer(nameof(AllowanceBack), new AllowanceBack(), wait);
            return false;
        }
        if (wait > TimeSpan.Zero)
            Refuse(send.Ref, new RequestError(
                ErrorCode.RateLimited, "You are sending too fast. Wait a moment.", (int)Math.Ceiling(wait.TotalMilliseconds)));
        else
            Ask(new PostMessage(send.Room, NextNumber(), me!, send.Id, send.Text, send.ReplyTo, isPatient), send.Ref);
        return true;
    }

    private void HandleAllowanceBack(AllowanceBack _)
    {
        isWaitingForAllowance = false;
        WorkOff();
    }

    private void Join(ClientRequest.Join join)
    {
        if (!rooms.ContainsKey(join.Room) && rooms.Count >= services.Limits.RoomsPerConnection)
        {
            Refuse(join.Ref, new RequestError(ErrorCode.Forbidden, $"room: at most {services.Limits.RoomsPerConnection} rooms a connection"));
            return;
        }
        rooms.TryAdd(join.Room, new Subscription());
        Ask(new JoinRoom(join.Room, NextNumber(), me!, join.After), join.Ref);
    }

    private void Leave(ClientRequest.Leave leave)
    {
        if (!IsJoined(leave.Ref, leave.Room))
            return;
        rooms.Remove(leave.Room);
        services.Rooms.Tell(new LeaveRoom(leave.Room));
        // Posts are answered all the same, once they are stored; a join or a page is not wanted any more.
        GiveUp(e => e.Command.Room == leave.Room && e.Command is not PostMessage, NotJoined);
        Reply(leave.Ref, new Done());
    }

    private bool IsJoined(long? @ref, RoomId room)
    {
        if (rooms.ContainsKey(room))
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

    // ---- hello ----------------------------------------------------------------------------------------------------------------

    private void SayHello(ClientRequest.Hello hello)
    {
        if (me is not null)
        {
            Refuse(hello.Ref, new RequestError(ErrorCode.BadRequest, "type: hello was said already"));
            return;
        }
        var known = hello.Token is null ? null : services.Tokens.Read(hello.Token);
        if (hello.Token is not null && known is null)
        {
            Refuse(hello.Ref, new RequestError(ErrorCode.Unauthenticated, "token: not one of this server's. Say hello without it."));
            return;
        }
        helloUnderWay = hello;
        services.People.Tell(new PeopleActor.SignIn(known, hello.Name));
    }

    private void HandleNameTaken(PeopleActor.NameTaken taken)
    {
        Refuse(helloUnderWay!.Ref, new RequestError(ErrorCode.NameTaken, $"name: somebody else is here as {taken.Name}"));
        helloUnderWay = null;
        WorkOff();
    }

    private void HandleSignedIn(PeopleActor.SignedIn signedIn)
    {
        me = signedIn.Person;
        sends = signedIn.Sends;
        services.Directory.Tell(new RoomDirectoryActor.GetRooms());
    }

    private void HandleRoomList(RoomDirectoryActor.RoomList list)
    {
        Timers.Cancel(nameof(HelloTimeout));
        Reply(helloUnderWay!.Ref, new Welcome(Self.Path.Name, me!, services.Tokens.Issue(me!), list.Rooms));
        helloUnderWay = null;
        WorkOff();
    }

    private void HandleHelloTimeout(HelloTimeout _) => Close(CloseCode.NotTheProtocol);

    // ---- to and from rooms ----------------------------------------------------------------------------------------------------

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

    // ---- life and death -------------------------------------------------------------------------------------------------------

    private void HandleHeartbeat(Heartbeat _)
    {
        var interval = TimeSpan.FromMilliseconds(services.Limits.HeartbeatMs);
        // Answers to the last ping are due by now. With half an interval to spare, a dead client is gone within two.
        if (channel.QuietFor > interval * 1.5)
        {
            channel.Abort();
            return;
        }
        channel.Ping();
        if (me is not null)
            channel.Push(new HeartbeatPush(rooms.ToDictionary(r => r.Key, r => r.Value.Head)));
        if (!isPatient)
        {
            GiveUp(
                e => !e.IsOwn && services.Time.GetElapsedTime(e.AskedAt) > interval,
                new RequestError(ErrorCode.Unavailable, "The server did not manage this in time. Try again.", RetryAfterMs: 1_000));
        }
    }

    private void HandleDrain(Drain _)
    {
        isDraining = true;
        isWaitingForAllowance = false;
        Timers.StartSingleTimer(nameof(DrainTimeout), new DrainTimeout(), DrainTime);
        WorkOff();
    }

    private void CloseWhenAnswered()
    {
        if (unanswered.Count == 0)
            Close(CloseCode.ServerStops, reconnectAfterMs: RandomNumberGenerator.GetInt32(500, 2_000));
    }

    private void HandleDrainTimeout(DrainTimeout _) => Close(CloseCode.ServerStops, RandomNumberGenerator.GetInt32(500, 2_000));

    private void Close(CloseCode code, int? reconnectAfterMs = null)
    {
        isClosed = true;
        channel.Push(new GoodbyePush(code, reconnectAfterMs));
        channel.Close(code);
        Context.Stop(Self);
    }

    private void HandleSocketEnded(SocketEnded _)
    {
        isSocketEnded = true;
        WorkOff();
    }
}
