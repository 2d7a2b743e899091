using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Actors.Tests.Rooms;

public class RecentMessagesTests
{
    [Fact]
    public void The_newest_are_known_when_there_are_enough_or_there_never_were_more()
    {
        Assert.Equal(3, Filled(3, isWhole: true).Newest(50)!.Count);
        Assert.Equal(50, Filled(60, isWhole: true).Newest(50)!.Count);
        Assert.Null(Filled(3, isWhole: false).Newest(50));
    }

    [Fact]
    public void Memory_is_bounded_by_number_and_by_size()
    {
        Assert.Null(Filled(RecentEvents.MostEvents + 1, isWhole: true).Newest(RecentEvents.MostEvents + 1));
        Assert.Null(Filled(5, isWhole: true, new string('x', RecentEvents.MostCharacters / 4)).Newest(5));
    }

    private static RecentMessages Filled(int count, bool isWhole, string text = "x")
    {
        var messages = new RecentMessages([], isWhole);
        for (var seq = 1; seq <= count; seq++)
        {
            messages.Apply(new RoomEvent(
                seq, 0, new Person(new UserId("u"), "U"), ClientMessageId.Stored($"{seq}"), new MessagePosted(text, null)));
        }
        return messages;
    }
}
