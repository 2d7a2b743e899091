-- Which nodes each node of a cluster sees, a second ago. Empty after a crash of the server, as it may be.
CREATE UNLOGGED TABLE nodes (
    node    text        NOT NULL PRIMARY KEY,
    members text[]      NOT NULL,
    reached text[]      NOT NULL,
    seen_at timestamptz NOT NULL
);
