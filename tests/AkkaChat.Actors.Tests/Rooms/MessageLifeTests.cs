using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Rooms;

public class MessageLifeTests
{
    private readonly RoomState room = new(RoomId.Lobby, new OpenedRoom("epoch", 0, [], []));
    private int lastId;

    [Fact]
    public void An_edit_changes_todays_wording_and_says_when()
    {
        Do("ann", new MessagePosted("helo", null), at: 1);
        Do("ann", new MessageEdited(1, "hello"), at: 5);
        var message = Now(1);
        Assert.Equal(("hello", 5L), (message.Text, message.EditedAt));
    }

    [Fact]
    public void Only_its_author_edits_or_deletes_a_message()
    {
        Do("ann", new MessagePosted("mine", null));
        Assert.Equal(ErrorCode.Forbidden, Refusal("bob", new MessageEdited(1, "yours")));
        Assert.Equal(ErrorCode.Forbidden, Refusal("bob", new MessageDeleted(1)));
    }

    [Fact]
    public void A_deleted_message_has_no_words_no_reactions_and_no_further_life()
    {
        Do("ann", new MessagePosted("secret", null));
        Do("ann", new MessageEdited(1, "secret too"));
        Do("bob", new ReactionAdded(1, "👍"));
        Do("ann", new MessageDeleted(1));
        var message = Now(1);
        Assert.True(message.IsDeleted);
        Assert.Null(message.Text);
        Assert.Empty(message.Reactions);
        Assert.DoesNotContain(room.Recent.All, e => e.Body.TextLength > 0);
        foreach (var body in new EventBody[] { new MessageEdited(1, "x"), new MessageDeleted(1), new ReactionAdded(1, "👍") })
            Assert.Equal(ErrorCode.NotFound, Refusal("ann", body));
    }

    [Fact]
    public void What_is_decided_together_is_decided_in_order()
    {
        Do("ann", new MessagePosted("x", null));
        var decisions = room.Decide(
            [Request("ann", new MessageDeleted(1)), Request("ann", new MessageEdited(1, "y"))], LogExcerpt.Nothing, now: 0);
        Assert.IsType<Decision.Accepted>(decisions[0]);
        Assert.Equal(ErrorCode.NotFound, Assert.IsType<Decision.Refused>(decisions[1]).Error.Code);
    }

    [Fact]
    public void The_same_reaction_twice_is_one_and_can_be_taken_back_once()
    {
        Do("ann", new MessagePosted("x", null));
        Do("bob", new ReactionAdded(1, "👍"));
        Assert.Equal(2, Assert.IsType<Decision.Repeated>(Decide("bob", new ReactionAdded(1, "👍"))).Seq);
        Assert.Equal(ErrorCode.NotFound, Refusal("ann", new ReactionRemoved(1, "👍")));
        Do("bob", new ReactionRemoved(1, "👍"));
        Assert.Equal(ErrorCode.NotFound, Refusal("bob", new ReactionRemoved(1, "👍")));
        Assert.Empty(Now(1).Reactions);
    }

    [Fact]
    public void A_message_has_a_bounded_number_of_different_emoji_and_any_number_of_people_who_use_them()
    {
        Do("ann", new MessagePosted("x", null));
        for (var i = 0; i < 20; i++)
            Do("bob", new ReactionAdded(1, char.ConvertFromUtf32(0x1F600 + i)));
        Assert.Equal(ErrorCode.Forbidden, Refusal("bob", new ReactionAdded(1, "👍")));
        Do("cleo", new ReactionAdded(1, char.ConvertFromUtf32(0x1F600)));
    }

    [Fact]
    public void What_is_no_message_can_not_be_changed()
    {
        Do("ann", new MessagePosted("x", null));
        Do("ann", new MessageEdited(1, "y"));
        Assert.Equal(ErrorCode.NotFound, Refusal("ann", new MessageEdited(2, "z")));
        Assert.Equal(ErrorCode.NotFound, Refusal("ann", new MessageEdited(99, "z")));
    }

    [Fact]
    public void An_old_message_is_read_from_the_log_before_it_is_changed()
    {
        var old = new RoomState(RoomId.Lobby, new OpenedRoom("epoch", 900, [], [.. Enumerable.Range(851, 50).Select(seq => Posted(seq))]));
        var request = Request("ann", new MessageEdited(7, "new"));
        Assert.Equal([7L], old.TargetsToRead([request, Request("ann", new MessageDeleted(900)), Request("ann", new MessageDeleted(5_000))]));
        var decision = Assert.Single(old.Decide([request], new LogExcerpt([], [Posted(7)]), now: 0));
        Assert.Equal(901, Assert.IsType<Decision.Accepted>(decision).Event.Seq);
    }

    [Fact]
    public void A_repeat_of_a_post_that_was_deleted_since_is_still_a_repeat()
    {
        var post = Request("ann", new MessagePosted("secret", null));
        room.Apply(Assert.IsType<Decision.Accepted>(Assert.Single(room.Decide([post], LogExcerpt.Nothing, 0))).Event);
        Do("ann", new MessageDeleted(1));
        Assert.Equal(1, Assert.IsType<Decision.Repeated>(Assert.Single(room.Decide([post], LogExcerpt.Nothing, 0))).Seq);
    }

    [Theory]
    [InlineData("👍", true)]
    [InlineData("👍🏽", true)]
    [InlineData("❤\uFE0F", true)]
    [InlineData("👩\u200D👩\u200D👧", true)]
    [InlineData("🇨🇭", true)]
    [InlineData("1\uFE0F\u20E3", true)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("👍👍", false)]
    [InlineData("👍 ", false)]
    [InlineData("<b>", false)]
    public void A_reaction_is_one_emoji(string text, bool isOne) => Assert.Equal(isOne, Emoji.IsOne(text));

    private void Do(string who, EventBody body, long at = 0) =>
        room.Apply(Assert.IsType<Decision.Accepted>(Decide(who, body, at)).Event);

    private ErrorCode Refusal(string who, EventBody body) => Assert.IsType<Decision.Refused>(Decide(who, body)).Error.Code;

    private Decision Decide(string who, EventBody body, long at = 0) =>
        Assert.Single(room.Decide([Request(who, body)], LogExcerpt.Nothing, at));

    private PostEvent Request(string who, EventBody body) =>
        new(RoomId.Lobby, ++lastId, new Person(new UserId(who), who), ClientMessageId.Stored($"r{lastId}"), body, IsPatient: false);

    private MessageNow Now(long seq) => (MessageNow)room.Messages.Newest(50)!.Single(m => m.Seq == seq).Body;

    private static RoomEvent Posted(long seq) => MessageNow.Of(new RoomEvent(
        seq, 0, new Person(new UserId("ann"), "ann"), ClientMessageId.Stored($"e{seq}"), new MessagePosted("old", null)));
}
