using AkkaChat.Actors.Rooms;
using AkkaChat.Actors.Tests.Rooms;

namespace AkkaChat.Actors.Tests.Crowds;

/// <summary>A crowd that comes back at once does not fall upon the database.</summary>
public sealed class JoinsFromMemoryTests : RoomActorTestKit
{
    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(15L)]
    [InlineData(20L)]
    public async Task Joins_that_memory_can_answer_need_no_query(long? after)
    {
        var writer = await JoinAsync("writer");
        for (var i = 1; i <= 20; i++)
            Post(writer, "writer", i);
        await EventsAsync(writer, 20);

        for (var i = 0; i < 500; i++)
        {
            var probe = i % 100 == 0 ? CreateTestProbe() : writer;
            Rooms.Tell(new JoinRoom(Room, i + 100, Who("writer"), after is { } seq ? new LogPosition("epoch", seq) : null), probe);
            await ExpectAsync<RoomJoined>(probe);
        }

        Assert.Equal(0, RoomLog.Reads);
    }
}
