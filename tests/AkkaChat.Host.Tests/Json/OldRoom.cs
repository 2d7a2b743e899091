using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Host.Tests.Support;
using AkkaChat.Storage.Sqlite;

namespace AkkaChat.Host.Tests.Json;

/// <summary>A server with a room of 100,000 messages and one of 6,000 in which more are written. Rooms leave memory soon.</summary>
public sealed class OldRoom() : ServerFixture("--AkkaChat:Limits:SendsPerSecond=0", "--AkkaChat:Rooms:IdleSeconds=1")
{
    public const string Room = "old", BusyRoom = "busy";
    public const int Head = 100_000, BusyHead = 6_000;

    private const int EventsEach = 5_000;

    public string Epoch { get; private set; } = "";

    public string BusyEpoch { get; private set; } = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Server.StopAsync();
        Epoch = Fill(Room, Head);
        BusyEpoch = Fill(BusyRoom, BusyHead);
        await Server.StartAgainAsync();
    }

    // As the server would store them, in few transactions.
    private string Fill(string name, int head)
    {
        using var log = new SqliteRoomLog(new SqliteDatabase(Server.DatabaseFile), TimeProvider.System);
        var room = RoomId.Stored(name);
        var epoch = log.Open(room, create: true, newest: 1)!.Epoch;
        for (var first = 1; first <= head; first += EventsEach)
        {
            var events = LongRoom.Range(first, Math.Min(first + EventsEach - 1, head)).Select(Event).ToList();
            Assert.IsType<AppendOutcome.Appended>(log.Append([new AppendEvents(room, events)])[0]);
        }
        return epoch;
    }

    private static RoomEvent Event(long seq) => new(
        seq, At: seq, new Person(new UserId("old"), "Old"), ClientMessageId.Stored($"{seq}"), new MessagePosted($"{seq}", ReplyTo: null));
}
