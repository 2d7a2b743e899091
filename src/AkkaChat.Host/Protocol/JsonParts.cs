using System.Text.Json;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Host.Protocol;

/// <summary>The parts that several messages of <c>akkachat.v1</c> share. An event looks the same wherever it stands.</summary>
internal static class JsonParts
{
    public static void WriteEvents(this Utf8JsonWriter json, ReadOnlySpan<byte> name, RoomId room, IReadOnlyList<RoomEvent> events)
    {
        json.WriteStartArray(name);
        foreach (var e in events)
        {
            json.WriteStartObject();
            json.WriteEvent(room, e);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void WriteEvent(this Utf8JsonWriter json, RoomId room, RoomEvent e)
    {
        json.WriteString("type"u8, "event"u8);
        json.WriteString("room"u8, room.Value);
        json.WriteNumber("seq"u8, e.Seq);
        json.WriteNumber("at"u8, e.At);
        json.WritePerson("by"u8, e.By);
        json.WriteString("id"u8, e.Id.Value);
        json.WriteBody(e.Body);
    }

    public static void WritePeople(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<Person> people)
    {
        json.WriteStartArray(name);
        foreach (var person in people)
        {
            json.WriteStartObject();
            WriteFields(json, person);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void WritePerson(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Person person)
    {
        json.WriteStartObject(name);
        WriteFields(json, person);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Person person)
    {
        json.WriteString("id"u8, person.Id.Value);
        json.WriteString("name"u8, person.Name);
    }
}
