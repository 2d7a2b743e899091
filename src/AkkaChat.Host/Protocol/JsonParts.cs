using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;

namespace AkkaChat.Host.Protocol;

/// <summary>The parts that several messages of <c>akkachat.v1</c> share. An event looks the same wherever it stands.</summary>
internal static class JsonParts
{
    private static readonly ConditionalWeakTable<IReadOnlyList<Person>, byte[]> EncodedPeople = [];

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

    /// <summary>For lists that are told many times: the first time encodes, and the list carries its bytes.</summary>
    public static void WriteSharedPeople(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<Person> people)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(EncodedPeople.GetValue(people, Encode), skipInputValidation: true);
    }

    private static byte[] Encode(IReadOnlyList<Person> people)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text, JsonFormat.Compact);
        json.WritePeople(people);
        json.Flush();
        return text.WrittenSpan.ToArray();
    }

    public static void WritePeople(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<Person> people)
    {
        json.WritePropertyName(name);
        json.WritePeople(people);
    }

    private static void WritePeople(this Utf8JsonWriter json, IReadOnlyList<Person> people)
    {
        json.WriteStartArray();
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
