using AkkaChat.Actors.Log;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sqlite;

// Writes to the log as fast as it can until it is killed, and prints what was acknowledged, "room seq id" a line. It goes on where
// another one stopped.
var database = new SqliteDatabase(args[0]);
database.Prepare();
using var log = new SqliteRoomLog(database, TimeProvider.System);
var by = new Person(new UserId("burst"), "Burst");
var rooms = Enumerable.Range(1, 3).Select(i => RoomId.Stored($"room-{i}")).ToArray();
var heads = rooms.ToDictionary(r => r, r => log.Open(r, create: true, newest: 1)!.Head);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };

for (var step = 0; ; step++)
{
    var appends = rooms.Select(room => new AppendEvents(room, NextEvents(room, count: 1 + (step % 5)))).ToList();
    var outcomes = log.Append(appends);
    for (var i = 0; i < appends.Count; i++)
    {
        if (outcomes[i] is not AppendOutcome.Appended)
            throw new InvalidOperationException($"{outcomes[i]}");
        heads[appends[i].Room] = appends[i].Events[^1].Seq;
        foreach (var e in appends[i].Events)
            output.WriteLine($"{appends[i].Room} {e.Seq} {e.Id}");
    }
}

List<RoomEvent> NextEvents(RoomId room, int count) =>
    [.. Enumerable.Range(1, count).Select(i => heads[room] + i).Select(seq => new RoomEvent(
        seq, At: seq, by, ClientMessageId.Stored($"id-{seq}"), new MessagePosted($"text {seq}", ReplyTo: null)))];
