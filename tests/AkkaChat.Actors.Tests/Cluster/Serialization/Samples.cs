using System.Collections.Immutable;
using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Directory;
using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster.Serialization;

/// <summary>Of everything that crosses from node to node, at least one, with something in every field.</summary>
public static class Samples
{
    private static readonly RoomId Room = RoomId.Stored("garden");
    private static readonly Person Ann = new(new UserId("u-ann"), "Änn 🌱"), Bob = new(new UserId("u-bob"), "Bob");

    public static IReadOnlyList<ICrossesNodes> All =>
    [
        new TouchRoom(Room, Session: 7, Position: 1),
        From(new JoinRoom(Room, 1, Ann, new LogPosition("epoch-1", 41), "fake", MayHaveMark: true, IsSilent: true)),
        From(new JoinRoom(Room, 2, Ann, After: null)),
        From(new PostEvent(Room, 3, Ann, ClientMessageId.Stored("id-1"), new MessagePosted("héllo", ReplyTo: 40), IsPatient: true)),
        From(new MarkRead(Room, 4, Ann.Id, Seq: 42)),
        .. Enum.GetValues<HistoryDirection>().Select(direction => From(new GetHistory(Room, 5, new HistoryQuery(direction, 1_700_000_000_000, 50)))),
        From(new LeaveRoom(Room)),
        From(new StartTyping(Room, Bob)),
        new RoomTouched(Room, Session: 7, Sent: 12),
        new SessionEnded(Room, Session: 7),
        To(new RoomJoined(Room, 1, "epoch-1", 50, JoinMode.Delta, Events, HasMore: true, Online: 2, [Ann, Bob], Read: 45)),
        To(new RoomJoined(Room, 2, "epoch-1", 50, JoinMode.Snapshot, [], HasMore: false, Online: 0, [])),
        To(new EventsStored([new EventStored(Room, 3, 43, 1_700_000_000_001, false), new EventStored(Room, 4, 40, 1_700_000_000_000, true)])),
        To(new MarkKept(Room, 4)),
        To(new HistoryPage(Room, 5, Events, HasBefore: true, HasAfter: true)),
        .. Enum.GetValues<ErrorCode>().Select(code => To(new CommandRefused(Room, 6, new RequestError(code, "Not now.", 1_000)))),
        To(new CommandRefused(Room, 7, new RequestError(ErrorCode.NotJoined, "Join it first."))),
        To(new RejoinNeeded(Room)),
        To(new ReadElsewhere(Room, 44)),
        Live(new EventBatch(Room, Events)),
        Live(new HeadReached(Room, 51)),
        Live(new PresenceChanged(Room, 2, [Ann], [Bob])),
        Live(new PresenceChanged(Room, 1, [], [], everybody: [Ann])),
        Live(new PersonTyping(Room, Ann)),
        new HoldNames(Session: 8, Position: 1, [new HeldName("BOB", Bob.Id)], [Ann.Id, Bob.Id], IsLast: true),
        new ClaimName(8, 2, new HeldName("ÄNN 🌱", Ann.Id)),
        new ReleaseName(8, 3, new HeldName("BOB", Bob.Id)),
        new ForgetPerson(8, 4, Bob.Id),
        new TouchRegistry(8, 5),
        new NameDecided(8, new HeldName("ÄNN 🌱", Ann.Id), IsGranted: true, Nodes: 2),
        new PersonSpread(8, Ann.Id, Nodes: 3),
        new RegistryTouched(8, Sent: 2),
        new HoldNamesAnew(8),
        new RoomNews([new RoomDirectoryActor.RoomStatus(Room, "epoch-1", 51, 2)]),
        new LookAtNode(MostRooms: 1_000),
        new NodeReport("10.0.0.1:8091", 3_600, 5, 1, 6, 7_000_000_000, 8, 9, 10, Rooms, [new RoomHere(Room, 4)]),
    ];

    private static IReadOnlyList<RoomEvent> Events =>
    [
        Event(41, new MessagePosted("hello", ReplyTo: null)),
        Event(42, new MessagePosted(Text: null, ReplyTo: 41)),
        Event(43, new MessageEdited(41, "hallo")),
        Event(44, new MessageEdited(41, Text: null)),
        Event(45, new MessageDeleted(41)),
        Event(46, new ReactionAdded(42, "👍")),
        Event(47, new ReactionRemoved(42, "👍")),
        Event(48, new UnknownEvent("topic")),
        Event(49, new MessageNow("now", ReplyTo: 41, EditedAt: 1_700_000_000_009, IsDeleted: false, ImmutableDictionary<(string, UserId), Reaction>.Empty
            .Add(("👍", Bob.Id), new Reaction(46, 1_700_000_000_006)))),
        Event(50, new MessageNow(Text: null, ReplyTo: null, EditedAt: null, IsDeleted: true, ImmutableDictionary<(string, UserId), Reaction>.Empty)),
    ];

    private static IReadOnlyList<RoomReport> Rooms => [.. Enum.GetValues<RoomCondition>().Select(
        condition => new RoomReport(Room, condition, Connections: 4, People: 3, Head: 51, Waiting: 2, UnderWay: 1, Mailbox: 12))];

    private static RoomEvent Event(long seq, EventBody body) => new(seq, 1_700_000_000_000 + seq, Ann, ClientMessageId.Stored($"id-{seq}"), body);

    private static FromMember From(IRoomMessage message) => new(Room, Session: 7, Position: 2, Member: 3, message);

    private static ToMember To(object message) => new(Room, Session: 7, Position: 11, Member: 3, message);

    private static ToLiveMembers Live(IRoomPush push) => new(Room, Session: 7, Position: 12, push, [FakeFormat.Instance.Name]);
}
