-- Older servers: tell operators of no team's events.

ALTER TABLE mail_receiver ADD COLUMN team_types text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN mail_receiver.team_types IS 'The events of all teams that an operator is told of';

CREATE OR REPLACE FUNCTION mail_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO mail_item (receiver_id, event_id)
    SELECT id, NEW.id FROM mail_receiver
     WHERE CASE WHEN team_id IS NOT DISTINCT FROM NEW.team_id THEN NEW.type = ANY (types) ELSE NEW.type = ANY (team_types) END
       AND confirmed_at IS NOT NULL AND refused_at IS NULL AND unsubscribed_at IS NULL;
    RETURN NULL;
END $$;
