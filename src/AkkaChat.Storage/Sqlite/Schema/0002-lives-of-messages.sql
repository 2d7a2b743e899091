-- What happens to messages after they are posted.
ALTER TABLE events ADD COLUMN target INTEGER;          -- the message that the event changes
ALTER TABLE events ADD COLUMN emoji TEXT;

-- All that happened to a message: its wordings are erased with it.
CREATE INDEX events_by_target ON events (room, target) WHERE target IS NOT NULL;

-- Today's state of the messages that were changed; all others are as their event says.
CREATE TABLE changed_messages (
    room       TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    text       TEXT,                                   -- null: deleted
    edited_at  INTEGER,                                -- milliseconds since the Unix epoch
    is_deleted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq),
    FOREIGN KEY (room, seq) REFERENCES events (room, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reactions (
    room    TEXT    NOT NULL,
    target  INTEGER NOT NULL,
    emoji   TEXT    NOT NULL,
    user_id TEXT    NOT NULL,
    seq     INTEGER NOT NULL,                          -- the event that added it
    at      INTEGER NOT NULL,
    PRIMARY KEY (room, target, emoji, user_id)
) STRICT, WITHOUT ROWID;
