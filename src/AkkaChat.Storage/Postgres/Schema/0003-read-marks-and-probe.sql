-- How far each person has read each room. A mark never goes back.
CREATE TABLE read_marks (
    room    text   COLLATE "C" NOT NULL,
    user_id text   COLLATE "C" NOT NULL,
    seq     bigint NOT NULL,
    PRIMARY KEY (room, user_id)
);

-- What is written here shows that something can be written. Not compressed: it takes the room that it says.
CREATE TABLE probe (
    id     integer NOT NULL PRIMARY KEY CHECK (id = 1),
    filler bytea   NOT NULL
);
ALTER TABLE probe ALTER COLUMN filler SET STORAGE EXTERNAL;
