using AkkaChat.Actors.Cluster;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Cluster;

/// <summary>How a relay finds its RoomProbe, keeps in touch with it, and who is in it through the Relay.</summary>
public sealed class RoomRelayTests : RoomRelayTestKit
{
    [Fact]
    public async Task What_comes_before_the_room_is_found_is_asked_again_once_it_is()
    {
        var ann = CreateTestProbe();
        Relay.Tell(Join(1), ann);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task What_connections_say_goes_to_the_room_in_one_numbered_stream()
    {
        await BeFoundAsync();
        var (ann, bob) = (CreateTestProbe(), CreateTestProbe());
        Relay.Tell(Join(1), ann);
        Relay.Tell(Join(1), bob);
        Relay.Tell(Post(2), ann);
        var said = new List<IFromRelay>();
        while (said.OfType<FromMember>().Count() < 3)
            said.Add(await RoomProbe.ExpectMsgAsync<IFromRelay>());
        Assert.Equal(Enumerable.Range(2, said.Count).Select(n => (long)n), said.Select(m => m.Position));
        var (one, two, three) = (said.OfType<FromMember>().ElementAt(0), said.OfType<FromMember>().ElementAt(1), said.OfType<FromMember>().ElementAt(2));
        Assert.Equal(one.Member, three.Member);
        Assert.NotEqual(one.Member, two.Member);
    }

    [Fact]
    public async Task A_gap_in_what_the_room_says_has_everybody_join_again()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Told++;
        Tell(n => new ToLiveMembers(Room, Session, n, Batch(5, 5), []));
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task The_last_message_that_was_lost_shows_at_the_next_touch()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        var touch = await RoomProbe.FishForMessageAsync(m => m is TouchRoom, TimeSpan.FromSeconds(20));
        Relay.Tell(new RoomTouched(Room, Session, Told + 1), RoomProbe);
        Assert.Equal(Session, ((TouchRoom)touch).Session);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task A_room_that_ends_the_session_is_looked_for_and_joined_again()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Relay.Tell(new SessionEnded(Room, Session), RoomProbe);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task A_room_that_does_not_answer_is_away_and_its_commands_are_refused_as_unavailable()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Relay.Tell(Post(7), ann);
        var refused = await ann.ExpectMsgAsync<CommandRefused>(TimeSpan.FromSeconds(20));
        Assert.Equal((7, ErrorCode.Unavailable), (refused.Number, refused.Error.Code));
        Relay.Tell(Post(8), ann);
        Assert.Equal(8, (await ann.ExpectMsgAsync<CommandRefused>()).Number);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
    }

    [Fact]
    public async Task Whoever_wants_into_a_room_that_is_not_found_is_refused_and_may_try_again()
    {
        var ann = CreateTestProbe();
        Relay.Tell(Join(1), ann);
        var refused = await ann.ExpectMsgAsync<CommandRefused>();
        Assert.Equal((1, ErrorCode.Unavailable), (refused.Number, refused.Error.Code));
        Assert.NotNull(refused.Error.RetryAfterMs);
    }

    [Fact]
    public async Task A_connection_that_dies_leaves_the_room()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Sys.Stop(ann);
        var left = await RoomProbe.FishForMessageAsync(m => m is FromMember { Message: LeaveRoom }, TimeSpan.FromSeconds(10));
        Assert.Equal(LastMember, ((FromMember)left).Member);
    }

    [Fact]
    public async Task What_was_asked_before_leaving_is_answered_all_the_same()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        Relay.Tell(Post(7), ann);
        Relay.Tell(new LeaveRoom(Room), ann);
        Tell(n => new ToMember(Room, Session, n, LastMember, new EventsStored([new EventStored(Room, 7, 4, 0, IsDuplicate: false)])));
        await ann.ExpectMsgAsync<EventsStored>();
    }

    [Fact]
    public async Task Words_of_an_earlier_session_are_not_heard()
    {
        await BeFoundAsync();
        var ann = await JoinedAsync();
        var earlier = Session;
        Relay.Tell(new SessionEnded(Room, Session), RoomProbe);
        await BeFoundAsync();
        await ann.ExpectMsgAsync<RoomMoved>();
        Relay.Tell(new ToLiveMembers(Room, earlier, Told + 2, Batch(9, 9), []), RoomProbe);
        Relay.Tell(new SessionEnded(Room, earlier), RoomProbe);
        await NothingMoreAsync(ann);
    }
}
