using AkkaChat.Actors.Rooms;
using AkkaChat.Storage.Sql;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AkkaChat.Storage.Sqlite;

/// <summary>Keeps today's state of a message beside the events that change it, in the same transaction.</summary>
internal static class MessageChanges
{
    public static void Apply(SqliteConnection db, RoomId room, RoomEvent e)
    {
        switch (e.Body)
        {
            case MessageEdited(var target, var text):
                db.Execute(
                    """
                    INSERT INTO changed_messages (room, seq, text, edited_at) VALUES (@room, @target, @text, @at)
                    ON CONFLICT DO UPDATE SET text = excluded.text, edited_at = excluded.edited_at
                    """,
                    new { room = room.Value, target, text = StoredText.Encode(text), at = e.At });
                break;
            case MessageDeleted(var target):
                Erase(db, room, target);
                break;
            case ReactionAdded(var target, var emoji):
                db.Execute(
                    "INSERT INTO reactions (room, target, emoji, user_id, seq, at) VALUES (@room, @target, @emoji, @user, @seq, @at) ON CONFLICT DO NOTHING",
                    new { room = room.Value, target, emoji, user = e.By.Id.Value, seq = e.Seq, at = e.At });
                break;
            case ReactionRemoved(var target, var emoji):
                db.Execute(
                    "DELETE FROM reactions WHERE room = @room AND target = @target AND emoji = @emoji AND user_id = @user",
                    new { room = room.Value, target, emoji, user = e.By.Id.Value });
                break;
        }
    }

    // Every wording goes (docs/protocol.md, promise 8). The pages are overwritten, because secure_delete is on.
    private static void Erase(SqliteConnection db, RoomId room, long target) => db.Execute(
        """
        INSERT INTO changed_messages (room, seq, text, edited_at, is_deleted) VALUES (@room, @target, NULL, NULL, 1)
        ON CONFLICT DO UPDATE SET text = NULL, edited_at = NULL, is_deleted = 1;
        UPDATE events SET text = NULL WHERE room = @room AND seq = @target;
        UPDATE events SET text = NULL WHERE room = @room AND target = @target AND text IS NOT NULL;
        DELETE FROM reactions WHERE room = @room AND target = @target;
        """,
        new { room = room.Value, target });
}
