using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Rooms;

public class RecentEventsTests
{
    [Fact]
    public void Memory_is_bounded_by_number()
    {
        var recent = Filled(RecentEvents.MostEvents + 50, text: "x");
        Assert.Equal(RecentEvents.MostEvents, recent.All.Count());
        Assert.Equal(50, recent.After);
    }

    [Fact]
    public void Memory_is_bounded_by_size()
    {
        var recent = Filled(20, new string('x', RecentEvents.MostCharacters / 4));
        Assert.Equal(4, recent.All.Count());
        Assert.Equal(16, recent.After);
    }

    [Fact]
    public void What_is_forgotten_is_not_found_by_its_request_either()
    {
        var recent = Filled(RecentEvents.MostEvents + 1, text: "x");
        Assert.False(recent.TryFind(new UserId("u"), ClientMessageId.Stored("1"), out _));
        Assert.True(recent.TryFind(new UserId("u"), ClientMessageId.Stored("2"), out var found));
        Assert.Equal(2, found.Seq);
    }

    [Fact]
    public void The_words_of_a_deleted_message_and_of_its_edits_are_gone_and_its_place_stays()
    {
        var recent = Filled(2, "secret");
        recent.Add(Event(3, "") with { Body = new MessageEdited(2, "secret too") });
        recent.Erase(2);
        Assert.Equal([new MessagePosted("secret", null), new MessagePosted(null, null), new MessageEdited(2, null)], recent.All.Select(e => e.Body));
    }

    private static RecentEvents Filled(int count, string text)
    {
        var recent = new RecentEvents(0);
        for (var seq = 1; seq <= count; seq++)
            recent.Add(Event(seq, text));
        return recent;
    }

    private static RoomEvent Event(long seq, string text) =>
        new(seq, 0, new Person(new UserId("u"), "U"), ClientMessageId.Stored($"{seq}"), new MessagePosted(text, null));
}
