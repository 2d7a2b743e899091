using AkkaChat.Actors.Inspection;
using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Connections;

namespace AkkaChat.Actors.Tests.Inspection;

public class MessageProbeTests
{
    private readonly MessageProbe probe = new(TimeProvider.System);

    [Fact]
    public void No_message_is_followed_until_somebody_looks()
    {
        Assert.Null(Take());
        Assert.Empty(probe.Ways);
    }

    [Fact]
    public void One_message_is_followed_at_a_time_and_its_end_is_told()
    {
        var ended = probe.ArmAsync();
        var way = Take();
        Assert.Null(Take());
        Assert.False(ended.IsCompleted);
        way!.End();
        Assert.True(ended.IsCompletedSuccessfully);
        Assert.NotNull(Take());
    }

    [Fact]
    public void After_a_look_so_many_messages_are_followed_and_no_more()
    {
        _ = probe.ArmAsync();
        for (var i = 0; i < MessageProbe.Most; i++)
            Take()!.End();
        Assert.Null(Take());
        Assert.Equal(MessageProbe.Most, probe.Ways.Count);
    }

    [Fact]
    public void The_newest_ways_are_kept_the_newest_first()
    {
        var taken = new List<MessageWay>();
        while (taken.Count < 3 * MessageProbe.Most)
        {
            _ = probe.ArmAsync();
            taken.Add(Take()!);
        }
        Assert.Equal(taken.AsEnumerable().Reverse().Take(MessageProbe.Most), probe.Ways);
    }

    [Fact]
    public void A_message_that_never_gets_an_answer_does_not_stop_the_next_look()
    {
        _ = probe.ArmAsync();
        Assert.Null(Take()!.At(WayStage.Answered));
        _ = probe.ArmAsync();
        Assert.NotNull(Take());
    }

    private MessageWay? Take() => probe.TryTake(RoomId.Lobby, new FakeChannel());
}
