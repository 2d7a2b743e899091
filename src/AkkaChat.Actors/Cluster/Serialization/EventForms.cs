using System.Collections.Immutable;
using AkkaChat.Actors.People;
using AkkaChat.Actors.Rooms;
using Google.Protobuf.Collections;

namespace AkkaChat.Actors.Cluster.Serialization;

/// <summary>People and events as nodes.proto has them, and back.</summary>
internal static class EventForms
{
    /// <summary>The name of a kind that a newer node did not tell.</summary>
    private const string Unnamed = "unknown";

    private static readonly Person Nobody = new(new UserId(""), "");

    public static Wire.Person ToWire(this Person person) => new() { Id = person.Id.Value, Name = person.Name };

    public static Person FromWire(this Wire.Person? person) => person is null ? Nobody : new Person(new UserId(person.Id), person.Name);

    public static List<Person> FromWire(this RepeatedField<Wire.Person> people) => [.. people.Select(p => p.FromWire())];

    public static Wire.Event ToWire(this RoomEvent e) =>
        new() { Seq = e.Seq, At = e.At, By = e.By.ToWire(), Id = e.Id.Value, Body = e.Body.ToWire() };

    public static RoomEvent FromWire(this Wire.Event e) =>
        new(e.Seq, e.At, e.By.FromWire(), ClientMessageId.Stored(e.Id), e.Body.FromWire());

    public static List<RoomEvent> FromWire(this RepeatedField<Wire.Event> events) => [.. events.Select(e => e.FromWire())];

    public static Wire.Body ToWire(this EventBody body) => body switch
    {
        MessagePosted m => new() { Posted = Posted(m) },
        MessageEdited m => new() { Edited = Edited(m) },
        MessageDeleted m => new() { Deleted = new() { Target = m.Target } },
        ReactionAdded m => new() { Reacted = new() { Target = m.Target, Emoji = m.Emoji } },
        ReactionRemoved m => new() { Unreacted = new() { Target = m.Target, Emoji = m.Emoji } },
        MessageNow m => new() { Now = Now(m) },
        UnknownEvent m => new() { Unknown = m.Kind },
        _ => throw ChatSerializer.NoForm(body),
    };

    public static EventBody FromWire(this Wire.Body? body) => body?.KindCase switch
    {
        Wire.Body.KindOneofCase.Posted => new MessagePosted(TextOf(body.Posted), body.Posted.HasReplyTo ? body.Posted.ReplyTo : null),
        Wire.Body.KindOneofCase.Edited => new MessageEdited(body.Edited.Target, body.Edited.HasText ? body.Edited.Text : null),
        Wire.Body.KindOneofCase.Deleted => new MessageDeleted(body.Deleted.Target),
        Wire.Body.KindOneofCase.Reacted => new ReactionAdded(body.Reacted.Target, body.Reacted.Emoji),
        Wire.Body.KindOneofCase.Unreacted => new ReactionRemoved(body.Unreacted.Target, body.Unreacted.Emoji),
        Wire.Body.KindOneofCase.Now => Now(body.Now),
        Wire.Body.KindOneofCase.Unknown => new UnknownEvent(body.Unknown),
        _ => new UnknownEvent(Unnamed),
    };

    private static string? TextOf(Wire.Posted posted) => posted.HasText ? posted.Text : null;

    private static Wire.Posted Posted(MessagePosted m)
    {
        var posted = new Wire.Posted();
        if (m.Text is not null)
            posted.Text = m.Text;
        if (m.ReplyTo is { } replyTo)
            posted.ReplyTo = replyTo;
        return posted;
    }

    private static Wire.Edited Edited(MessageEdited m)
    {
        var edited = new Wire.Edited { Target = m.Target };
        if (m.Text is not null)
            edited.Text = m.Text;
        return edited;
    }

    private static Wire.MessageNow Now(MessageNow m)
    {
        var now = new Wire.MessageNow { IsDeleted = m.IsDeleted };
        if (m.Text is not null)
            now.Text = m.Text;
        if (m.ReplyTo is { } replyTo)
            now.ReplyTo = replyTo;
        if (m.EditedAt is { } editedAt)
            now.EditedAt = editedAt;
        now.Reactions.AddRange(m.Reactions.Select(r =>
            new Wire.ReactionNow { Emoji = r.Key.Emoji, User = r.Key.User.Value, Seq = r.Value.Seq, At = r.Value.At }));
        return now;
    }

    private static MessageNow Now(Wire.MessageNow now) => new(
        now.HasText ? now.Text : null,
        now.HasReplyTo ? now.ReplyTo : null,
        now.HasEditedAt ? now.EditedAt : null,
        now.IsDeleted,
        ImmutableDictionary<(string, UserId), Reaction>.Empty.SetItems(now.Reactions.Select(r =>
            KeyValuePair.Create((r.Emoji, new UserId(r.User)), new Reaction(r.Seq, r.At)))));
}
