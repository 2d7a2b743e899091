-- A room's log: append only; docs/protocol.md says what it promises. COLLATE "C": keys are compared as bytes, fast and the same
-- on every machine.
CREATE TABLE rooms (
    room       text   COLLATE "C" NOT NULL PRIMARY KEY,
    epoch      text   NOT NULL,              -- names this log; another epoch is another log
    created_at bigint NOT NULL               -- milliseconds since the Unix epoch
);

-- No foreign key to rooms: it would lock and rewrite the room's row for every event. Who appends has opened the room.
CREATE TABLE events (
    room       text   COLLATE "C" NOT NULL,
    seq        bigint NOT NULL,              -- 1, 2, 3 … with no holes
    at         bigint NOT NULL,              -- milliseconds since the Unix epoch
    user_id    text   COLLATE "C" NOT NULL,
    user_name  text   NOT NULL,              -- as it was then
    request_id text   COLLATE "C" NOT NULL,  -- the client's own id
    kind       text   COLLATE "C" NOT NULL,  -- posted, …
    text       text,
    reply_to   bigint,
    target     bigint,                       -- the message that the event changes
    emoji      text   COLLATE "C",
    PRIMARY KEY (room, seq)                  -- the fence: of two owners of a room only one can go on
);

-- Sent twice, stored once, for ever. The person first: with the room first, PostgreSQL would take it for a way to a room's newest events too.
CREATE UNIQUE INDEX events_by_request ON events (user_id, room, request_id);

-- All that happened to a message: its wordings are erased with it.
CREATE INDEX events_by_target ON events (room, target) WHERE target IS NOT NULL;
