-- A room's log: append only; docs/protocol.md says what it promises.
CREATE TABLE rooms (
    room       TEXT    NOT NULL PRIMARY KEY,
    epoch      TEXT    NOT NULL,             -- names this log; another epoch is another log
    created_at INTEGER NOT NULL              -- milliseconds since the Unix epoch
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    room       TEXT    NOT NULL REFERENCES rooms (room),
    seq        INTEGER NOT NULL,             -- 1, 2, 3 … with no holes
    at         INTEGER NOT NULL,             -- milliseconds since the Unix epoch
    user_id    TEXT    NOT NULL,
    user_name  TEXT    NOT NULL,             -- as it was then
    request_id TEXT    NOT NULL,             -- the client's own id
    kind       TEXT    NOT NULL,             -- posted, …
    text       TEXT,
    reply_to   INTEGER,
    PRIMARY KEY (room, seq)                  -- the fence: of two owners of a room only one can go on
) STRICT, WITHOUT ROWID;

-- Sent twice, stored once, for ever.
CREATE UNIQUE INDEX events_by_request ON events (room, user_id, request_id);
