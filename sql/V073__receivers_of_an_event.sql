-- Older servers: do not mind; the same receivers get the same events.

-- Those of the event's team by the index of their team, and the operators, instead of a look at everybody for each event.
CREATE OR REPLACE FUNCTION mail_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO mail_item (receiver_id, event_id)
    SELECT id, NEW.id
      FROM (SELECT * FROM mail_receiver WHERE team_id = NEW.team_id AND NEW.type = ANY (types)
            UNION ALL
            SELECT * FROM mail_receiver
             WHERE team_id IS NULL AND NEW.type = ANY (CASE WHEN NEW.team_id IS NULL THEN types ELSE team_types END)) AS told
     WHERE confirmed_at IS NOT NULL AND refused_at IS NULL AND unsubscribed_at IS NULL;
    RETURN NULL;
END $$;
