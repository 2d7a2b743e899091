using System.Collections.Immutable;
using AkkaChat.Actors.People;

namespace AkkaChat.Actors.Rooms;

/// <summary>
/// A message in today's state: as the body of its own event it takes the place of <see cref="MessagePosted"/> in snapshots and in history
/// (docs/protocol.md, promise 7).
/// </summary>
/// <param name="Text">Null when deleted.</param>
/// <param name="EditedAt">Milliseconds since the Unix epoch; null when never edited.</param>
/// <param name="Reactions">Who reacted how, and with which event.</param>
public sealed record MessageNow(
    string? Text, long? ReplyTo, long? EditedAt, bool IsDeleted, ImmutableDictionary<(string Emoji, UserId User), Reaction> Reactions) : EventBody
{
    public override int TextLength => Text?.Length ?? 0;

    /// <summary>The message as it was when <paramref name="posted"/> was new.</summary>
    public static RoomEvent Of(RoomEvent posted)
    {
        var (text, replyTo) = (MessagePosted)posted.Body;
        return posted with
        {
            Body = new MessageNow(text, replyTo, EditedAt: null, IsDeleted: text is null, ImmutableDictionary<(string, UserId), Reaction>.Empty),
        };
    }

    /// <summary>A message in today's state after a change of it.</summary>
    public static RoomEvent Changed(RoomEvent message, RoomEvent change) =>
        message with { Body = ((MessageNow)message.Body).After(change) };

    private MessageNow After(RoomEvent change) => change.Body switch
    {
        MessageEdited(_, var text) when !IsDeleted => this with { Text = text, EditedAt = change.At },
        MessageDeleted => new MessageNow(null, ReplyTo, EditedAt: null, IsDeleted: true, Reactions.Clear()),
        ReactionAdded(_, var emoji) when !IsDeleted =>
            this with { Reactions = Reactions.SetItem((emoji, change.By.Id), new Reaction(change.Seq, change.At)) },
        ReactionRemoved(_, var emoji) => this with { Reactions = Reactions.Remove((emoji, change.By.Id)) },
        _ => this,
    };
}

/// <summary>The event that added a reaction.</summary>
public readonly record struct Reaction(long Seq, long At);
