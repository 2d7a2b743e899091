-- Seal the guests' tokens, on every node alike.
CREATE TABLE data_protection_keys (
    name text NOT NULL PRIMARY KEY,
    xml  text NOT NULL
);

-- Where this database was when a server last started on it: elsewhere, it is a copy or was restored.
CREATE TABLE origin (
    id    integer NOT NULL PRIMARY KEY CHECK (id = 1),
    place text    NOT NULL
);
INSERT INTO origin (id, place) VALUES (1, '');
