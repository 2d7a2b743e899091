-- Events lie in the order in which they were committed, whatever their rooms: a transaction adds to the end of one tree, and a room's own
-- tree holds numbers alone. A message of one of many rooms costs half of what it did (docs/performance.md).
PRAGMA secure_delete = ON;                             -- the old tables' pages hold texts that may be deleted later

ALTER TABLE events RENAME TO old_events;
ALTER TABLE changed_messages RENAME TO old_changed_messages;
DROP INDEX events_by_request;
DROP INDEX events_by_target;

CREATE TABLE events (
    place      INTEGER NOT NULL PRIMARY KEY, -- SQLite's own: where the row lies
    room       TEXT    NOT NULL REFERENCES rooms (room),
    seq        INTEGER NOT NULL,             -- 1, 2, 3 … with no holes
    at         INTEGER NOT NULL,             -- milliseconds since the Unix epoch
    user_id    TEXT    NOT NULL,
    user_name  TEXT    NOT NULL,             -- as it was then
    request_id TEXT    NOT NULL,             -- the client's own id
    kind       TEXT    NOT NULL,             -- posted, …
    text       TEXT,
    reply_to   INTEGER,
    target     INTEGER,                      -- the message that the event changes
    emoji      TEXT
) STRICT;

INSERT INTO events (room, seq, at, user_id, user_name, request_id, kind, text, reply_to, target, emoji)
SELECT room, seq, at, user_id, user_name, request_id, kind, text, reply_to, target, emoji FROM old_events;

-- The fence: of two owners of a room only one can go on.
CREATE UNIQUE INDEX events_by_seq ON events (room, seq);
-- Sent twice, stored once, for ever.
CREATE UNIQUE INDEX events_by_request ON events (room, user_id, request_id);
-- All that happened to a message: its wordings are erased with it.
CREATE INDEX events_by_target ON events (room, target) WHERE target IS NOT NULL;

CREATE TABLE changed_messages (
    room       TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    text       TEXT,                                   -- null: deleted
    edited_at  INTEGER,                                -- milliseconds since the Unix epoch
    is_deleted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (room, seq),
    FOREIGN KEY (room, seq) REFERENCES events (room, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO changed_messages SELECT * FROM old_changed_messages;
DROP TABLE old_changed_messages;
DROP TABLE old_events;
