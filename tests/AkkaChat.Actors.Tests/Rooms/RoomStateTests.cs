using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AkkaChat.Actors.Tests.Rooms;

public class RoomStateTests
{
    /// <summary>What people do, in whatever order: say something, say it again, or come to look.</summary>
    public abstract record Act
    {
        public sealed record Say(int Who, int Id, int Wording) : Act;

        public sealed record Look(int Since) : Act;

        /// <summary>All that was said since the last one is committed together.</summary>
        public sealed record Commit : Act;
    }

    public static class Acts
    {
        public static Arbitrary<List<Act>> Any()
        {
            var say = from who in Gen.Choose(1, 3)
                      from id in Gen.Choose(1, 12)
                      from wording in Gen.Choose(1, 2)
                      select (Act)new Act.Say(who, id, wording);
            var look = Gen.Choose(0, 40).Select(since => (Act)new Act.Look(since));
            var act = Gen.Frequency((6, say), (2, look), (2, Gen.Constant((Act)new Act.Commit())));
            return act.ListOf().Select(list => list.ToList()).ToArbitrary();
        }
    }

    [Property(Arbitrary = [typeof(Acts)])]
    public void Any_interleaving_gives_seqs_without_holes_and_one_event_an_id(List<Act> acts)
    {
        var log = Play(acts, out _);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(e => e.Seq));
        Assert.Equal(log.Count, log.Select(e => (e.By.Id, e.Id)).Distinct().Count());
    }

    [Property(Arbitrary = [typeof(Acts)])]
    public void Whoever_comes_at_whatever_time_sees_the_same_events_in_the_same_order(List<Act> acts)
    {
        var log = Play(acts, out var views);
        foreach (var (since, head, view) in views)
            Assert.Equal(log.Where(e => e.Seq > since && e.Seq <= head), view.Events);
    }

    [Property(Arbitrary = [typeof(Acts)])]
    public void Every_request_is_accepted_repeated_or_in_conflict_with_what_its_id_stands_for(List<Act> acts)
    {
        var state = NewRoom();
        foreach (var say in acts.OfType<Act.Say>())
        {
            var first = state.Recent.All.SingleOrDefault(e => e.By.Id == Author(say).Id && e.Id == Id(say));
            var decision = Assert.Single(state.Decide([Post(say)], LogExcerpt.Nothing, now: 0));
            switch (decision)
            {
                case Decision.Accepted(var e):
                    Assert.Null(first);
                    state.Apply(e);
                    break;
                case Decision.Repeated(var seq, _):
                    Assert.Equal(first!.Seq, seq);
                    Assert.Equal(Text(say), ((MessagePosted)first.Body).Text);
                    break;
                case Decision.Refused(var error):
                    Assert.NotEqual(Text(say), ((MessagePosted)first!.Body).Text);
                    Assert.Equal(ErrorCode.IdConflict, error.Code);
                    break;
            }
        }
    }

    [Fact]
    public void Deciding_changes_nothing_until_the_events_are_applied()
    {
        var state = NewRoom();
        state.Decide([Post(new Act.Say(1, 1, 1))], LogExcerpt.Nothing, now: 0);
        Assert.Equal(0, state.Head);
        var again = Assert.IsType<Decision.Accepted>(state.Decide([Post(new Act.Say(1, 2, 1))], LogExcerpt.Nothing, now: 0)[0]);
        Assert.Equal(1, again.Event.Seq);
    }

    [Fact]
    public void A_repeat_that_only_the_log_remembers_gets_the_first_ones_seq()
    {
        var stored = new RoomEvent(7, 5, Author(new Act.Say(1, 1, 1)), Id(new Act.Say(1, 1, 1)), new MessagePosted("1", null));
        var state = new RoomState(RoomId.Lobby, new OpenedRoom("epoch", 900, [], []));
        var decisions = state.Decide([Post(new Act.Say(1, 1, 1)), Post(new Act.Say(1, 2, 1))], new LogExcerpt([stored], []), now: 0);
        Assert.Equal(7, Assert.IsType<Decision.Repeated>(decisions[0]).Seq);
        Assert.Equal(901, Assert.IsType<Decision.Accepted>(decisions[1]).Event.Seq);
    }

    [Fact]
    public void An_answer_to_a_message_that_does_not_exist_is_refused()
    {
        var post = Post(new Act.Say(1, 1, 1)) with { Body = new MessagePosted("1", ReplyTo: 1) };
        var refused = Assert.IsType<Decision.Refused>(NewRoom().Decide([post], LogExcerpt.Nothing, now: 0)[0]);
        Assert.Equal(ErrorCode.BadRequest, refused.Error.Code);
    }

    [Theory]
    [InlineData("epoch", 100, JoinMode.Delta)]
    [InlineData("epoch", 6_000, JoinMode.Delta)]
    [InlineData("epoch", 1_000, JoinMode.Delta)]
    [InlineData("epoch", 999, JoinMode.Snapshot)]
    [InlineData("epoch", 6_001, JoinMode.Snapshot)]
    [InlineData("another", 5_999, JoinMode.Snapshot)]
    public void Who_comes_back_gets_every_event_unless_the_log_is_another_or_too_far_ahead(string epoch, long seq, JoinMode mode)
    {
        var head = seq == 100 ? 200 : 6_000;
        Assert.Equal(mode, new RoomState(RoomId.Lobby, new OpenedRoom("epoch", head, [], [])).ModeOf(new LogPosition(epoch, seq)));
    }

    [Fact]
    public void An_event_out_of_turn_is_a_fault_and_not_applied()
    {
        var state = NewRoom();
        var e = new RoomEvent(2, 0, new Person(new UserId("u"), "U"), ClientMessageId.Stored("a"), new MessagePosted("x", null));
        Assert.Throws<ArgumentException>(() => state.Apply(e));
        Assert.Equal(0, state.Head);
    }

    private static RoomState NewRoom() => new(RoomId.Lobby, new OpenedRoom("epoch", 0, [], []));

    private static List<RoomEvent> Play(List<Act> acts, out List<(long Since, long Head, JoinView View)> views)
    {
        var state = NewRoom();
        var (waiting, log) = (new List<PostEvent>(), new List<RoomEvent>());
        views = [];
        foreach (var act in acts.Append(new Act.Commit()))
        {
            switch (act)
            {
                case Act.Say say:
                    waiting.Add(Post(say));
                    break;
                case Act.Look(var since) when since <= state.Head:
                    views.Add((since, state.Head, state.ViewFromMemory(new LogPosition("epoch", since))!));
                    break;
                case Act.Commit:
                    foreach (var e in state.Decide(waiting, LogExcerpt.Nothing, now: 0).OfType<Decision.Accepted>().Select(d => d.Event))
                    {
                        state.Apply(e);
                        log.Add(e);
                    }
                    waiting.Clear();
                    break;
            }
        }
        return log;
    }

    private static Person Author(Act.Say say) => new(new UserId($"u{say.Who}"), $"U{say.Who}");

    private static ClientMessageId Id(Act.Say say) => ClientMessageId.Stored($"{say.Id}");

    private static string Text(Act.Say say) => $"{say.Wording}";

    private static PostEvent Post(Act.Say say) =>
        new(RoomId.Lobby, Number: 1, Author(say), Id(say), new MessagePosted(Text(say), ReplyTo: null), IsPatient: false);
}
