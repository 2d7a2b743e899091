using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.MicroBenchmarks;

/// <summary>Messages of 64 characters, as a room gets them.</summary>
internal static class Samples
{
    public static readonly RoomId Room = RoomId.Stored("kitchen");

    private static readonly Person[] People = [.. Enumerable.Range(0, 32).Select(i => new Person(new UserId($"person-{i:d13}"), $"guest-{i:d5}"))];

    public static readonly string Text = new('x', 64);

    public static PostEvent Post(long number) =>
        new(Room, number, People[number % People.Length], ClientMessageId.Stored($"id-{number}"), new MessagePosted(Text, ReplyTo: null), IsPatient: false);

    public static RoomEvent Event(long seq, RoomId? room = null) =>
        new(seq, 1_790_000_000_000 + seq, People[seq % People.Length], ClientMessageId.Stored($"{room?.Value ?? "id"}-{seq}"), new MessagePosted(Text, ReplyTo: null));

    public static RoomEvent[] Events(long first, int count, RoomId? room = null) => [.. Enumerable.Range(0, count).Select(i => Event(first + i, room))];
}
