-- Today's state of the messages that were changed; all others are as their event says.
CREATE TABLE changed_messages (
    room       text    COLLATE "C" NOT NULL,
    seq        bigint  NOT NULL,
    text       text,                         -- null: deleted
    edited_at  bigint,                       -- milliseconds since the Unix epoch
    is_deleted boolean NOT NULL DEFAULT FALSE,
    PRIMARY KEY (room, seq),
    FOREIGN KEY (room, seq) REFERENCES events (room, seq)
);

CREATE TABLE reactions (
    room    text   COLLATE "C" NOT NULL,
    target  bigint NOT NULL,
    emoji   text   COLLATE "C" NOT NULL,
    user_id text   COLLATE "C" NOT NULL,
    seq     bigint NOT NULL,                 -- the event that added it
    at      bigint NOT NULL,
    PRIMARY KEY (room, target, emoji, user_id)
);

-- The events that change a message keep its state up to date, in their own transaction and in their order. Planned anew each time: a plan
-- that was made when the tables were small is no good when they are not.
CREATE FUNCTION change_message() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    CASE NEW.kind
        WHEN 'edited' THEN
            INSERT INTO changed_messages (room, seq, text, edited_at) VALUES (NEW.room, NEW.target, NEW.text, NEW.at)
            ON CONFLICT (room, seq) DO UPDATE SET text = excluded.text, edited_at = excluded.edited_at;
        WHEN 'deleted' THEN                  -- Every wording goes (docs/protocol.md, promise 8).
            INSERT INTO changed_messages (room, seq, is_deleted) VALUES (NEW.room, NEW.target, TRUE)
            ON CONFLICT (room, seq) DO UPDATE SET text = NULL, edited_at = NULL, is_deleted = TRUE;
            UPDATE events SET text = NULL WHERE room = NEW.room AND seq = NEW.target;
            UPDATE events SET text = NULL WHERE room = NEW.room AND target = NEW.target AND text IS NOT NULL;
            DELETE FROM reactions WHERE room = NEW.room AND target = NEW.target;
        WHEN 'reacted' THEN
            INSERT INTO reactions (room, target, emoji, user_id, seq, at)
            VALUES (NEW.room, NEW.target, NEW.emoji, NEW.user_id, NEW.seq, NEW.at)
            ON CONFLICT DO NOTHING;
        WHEN 'unreacted' THEN
            DELETE FROM reactions
            WHERE room = NEW.room AND target = NEW.target AND emoji = NEW.emoji AND user_id = NEW.user_id;
        ELSE
            NULL;                            -- A kind from a newer server.
    END CASE;
    RETURN NULL;
END
$$;

CREATE TRIGGER change_message AFTER INSERT ON events
    FOR EACH ROW WHEN (NEW.kind <> 'posted') EXECUTE FUNCTION change_message();
