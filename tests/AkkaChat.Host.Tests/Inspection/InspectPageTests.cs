using AkkaChat.Actors.Inspection;
using AkkaChat.Host.Inspection;

namespace AkkaChat.Host.Tests.Inspection;

/// <summary>What is on the page, as far as it can't be had from a server alone.</summary>
public class InspectPageTests
{
    private const string Evil = "<script>alert(\"1\")</script>&'";

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Whatever_rooms_and_nodes_are_called_the_page_has_no_script()
    {
        var node = new NodeView(Evil, Evil, IsThis: true, IsOldest: true, IsReachable: true, 1, 1, 1, 1, 1, 1, 1, 1);
        var room = new RoomView(Evil, Evil, RoomCondition.Open, 1, 1, 1, 1, 1, 1, 1);
        var message = new MessageView(Evil, Now, new Dictionary<WayStage, double>());
        var page = InspectPage.Write(new InspectionView(Now, Evil, [node], [room], MoreRooms: 1, [message]));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert(\"", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#x27;</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_more_rooms_than_the_page_holds_it_shows_the_busiest_and_says_how_many_there_are()
    {
        var rooms = Enumerable.Range(1, 1_000).Select(i => Room($"r{i}", waiting: i)).ToList();
        var view = InspectionView.Of(new ClusterReport([Node("a", rooms, roomCount: 5_000), Node("b", rooms, roomCount: 1_000)]), [], "Sqlite", Now);
        Assert.Equal((1_000, 5_000), (view.Rooms.Count, view.MoreRooms));
        Assert.Equal(["r1000", "r1000", "r999"], view.Rooms.Take(3).Select(r => r.Room));
        Assert.Contains("And 5,000 more", InspectPage.Write(view), StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_did_not_answer_is_shown_and_so_is_a_room_that_people_here_are_in_and_nobody_has()
    {
        var here = Node("a", [Room("garden", waiting: 0)], roomCount: 1);
        here = here with { State = here.State with { IsThis = true }, Report = here.Report! with { Here = [Here("garden", 1), Here("kitchen", 2)] } };
        var view = InspectionView.Of(new ClusterReport([here, Node("b", [], 0) with { Report = null }]), [], "Postgres", Now);
        Assert.Equal([("garden", "a", 1), ("kitchen", null, 2)], view.Rooms.Select(r => (r.Room, r.Node, r.Here)));
        var page = InspectPage.Write(view);
        Assert.Contains("Up, did not answer", page, StringComparison.Ordinal);
        Assert.Contains("not known now", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Durations_are_from_stage_to_stage_and_what_was_not_seen_is_left_out()
    {
        var elsewhere = new MessageView("r", Now, new OrderedDictionary<WayStage, double> { [WayStage.Received] = 0, [WayStage.Understood] = 20, [WayStage.Answered] = 1_520 });
        Assert.Equal((20.0, null, null), (elsewhere.Took(WayStage.Understood), elsewhere.Took(WayStage.InRoom), elsewhere.Took(WayStage.Answered)));
        Assert.Equal((1_500.0, 1_520.0), (elsewhere.Elsewhere, elsewhere.Total));
        var repeated = new MessageView("r", Now, new OrderedDictionary<WayStage, double>
        {
            [WayStage.Received] = 0,
            [WayStage.Understood] = 20,
            [WayStage.InRoom] = 30,
            [WayStage.Decided] = 70,
            [WayStage.Answered] = 75,
        });
        Assert.Equal((10.0, null, 5.0, null), (repeated.Took(WayStage.InRoom), repeated.Took(WayStage.Committed), repeated.Took(WayStage.Answered), repeated.Elsewhere));
    }

    private static RoomReport Room(string name, int waiting) =>
        new(Actors.Rooms.RoomId.Stored(name), RoomCondition.Open, Connections: 1, People: 1, Head: 1, waiting, UnderWay: 0, Mailbox: 0);

    private static RoomHere Here(string room, int connections) => new(Actors.Rooms.RoomId.Stored(room), connections);

    private static NodeSight Node(string name, IReadOnlyList<RoomReport> rooms, int roomCount) => new(
        new NodeState(name, "Up", IsReachable: true, IsOldest: false, IsThis: false, Address: null),
        new NodeReport(name, 1, 1, 0, 0, 0, 0, 0, roomCount, rooms, []));
}
