-- What happens that somebody wants to be told, and the webhooks that tell it.
-- Older servers: record no events and deliver none; what they cause is told only where a newer server notices it.

CREATE TABLE event (
    id      uuid        NOT NULL,
    type    text        NOT NULL,
    team_id uuid,
    subject text        NOT NULL,
    at      timestamptz NOT NULL,
    data    json        NOT NULL,
    CONSTRAINT event_pk PRIMARY KEY (id),
    CONSTRAINT event_once UNIQUE (type, subject)
);
COMMENT ON TABLE event IS 'Something that has happened, kept for credits.events.keep.days';
COMMENT ON COLUMN event.subject IS 'The occurrence, so that it is recorded once whoever notices it';
COMMENT ON COLUMN event.data IS 'As webhooks have it';
CREATE INDEX event_age_index ON event (at);

CREATE TABLE webhook (
    id              uuid            NOT NULL,
    team_id         uuid,
    url             text            NOT NULL,
    types           text[]          NOT NULL,
    description     text,
    generation      integer         NOT NULL DEFAULT 0,
    former_until    timestamptz     NOT NULL DEFAULT '-infinity',
    failures        integer         NOT NULL DEFAULT 0,
    next_at         timestamptz     NOT NULL DEFAULT '-infinity',
    gone_at         timestamptz,
    made_by         uuid            NOT NULL,
    made_at         timestamptz     NOT NULL,
    removed_at      timestamptz,
    idempotency_key idempotency_key NOT NULL,
    fingerprint     digest          NOT NULL,
    CONSTRAINT webhook_pk PRIMARY KEY (id),
    CONSTRAINT webhook_key_unique UNIQUE NULLS NOT DISTINCT (team_id, idempotency_key),
    CONSTRAINT webhook_wants_something CHECK (cardinality(types) > 0)
);
COMMENT ON TABLE webhook IS 'An address that is told of events';
COMMENT ON COLUMN webhook.team_id IS 'Null for one that is told of the events of all teams and of the platform';
COMMENT ON COLUMN webhook.generation IS 'Number of the secret, counted up by each rotation';
COMMENT ON COLUMN webhook.former_until IS 'Until then deliveries are signed with the secret before as well';
COMMENT ON COLUMN webhook.failures IS 'Attempts that have failed since the last one that succeeded';
COMMENT ON COLUMN webhook.next_at IS 'Nothing is sent before';
COMMENT ON COLUMN webhook.gone_at IS 'When the receiver said that it is gone for good (410)';
CREATE INDEX webhook_team_index ON webhook (team_id, id);

CREATE TABLE webhook_delivery (
    webhook_id   uuid        NOT NULL REFERENCES webhook,
    event_id     uuid        NOT NULL REFERENCES event ON DELETE CASCADE,
    state        text        NOT NULL DEFAULT 'WAITING',
    attempts     integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    lease_until  timestamptz NOT NULL DEFAULT '-infinity',
    last_status  bigint,
    last_error   text,
    delivered_at timestamptz,
    CONSTRAINT webhook_delivery_pk PRIMARY KEY (webhook_id, event_id),
    CONSTRAINT webhook_delivery_state_known CHECK (state IN ('WAITING', 'DELIVERED', 'DEAD')),
    CONSTRAINT webhook_delivery_is_delivered CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL))
);
COMMENT ON TABLE webhook_delivery IS 'An event on its way to a webhook';
COMMENT ON COLUMN webhook_delivery.state IS 'WAITING: for its next attempt; DELIVERED: answered with 2xx; DEAD: given up';
COMMENT ON COLUMN webhook_delivery.lease_until IS 'A server sends it until then';
CREATE INDEX webhook_delivery_waiting_index ON webhook_delivery (webhook_id, due_at) WHERE state = 'WAITING';
CREATE INDEX webhook_delivery_event_index ON webhook_delivery (event_id);

-- So that an event is on its way as soon as it is recorded, whoever records it.
CREATE FUNCTION deliver_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO webhook_delivery (webhook_id, event_id, due_at)
    SELECT id, NEW.id, NEW.at FROM webhook
     WHERE (team_id = NEW.team_id OR team_id IS NULL) AND NEW.type = ANY (types) AND removed_at IS NULL AND gone_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER event_is_delivered AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION deliver_event();

CREATE TABLE crossing (
    team_id uuid        NOT NULL,
    kind    text        NOT NULL,
    level   text        NOT NULL,
    since   timestamptz NOT NULL,
    CONSTRAINT crossing_pk PRIMARY KEY (team_id, kind),
    CONSTRAINT crossing_level_known CHECK (
        kind = 'BALANCE' AND level IN ('NORMAL', 'LOW', 'EMPTY') OR kind = 'SPENDING_LIMIT' AND level IN ('NORMAL', 'NEAR', 'REACHED'))
);
COMMENT ON TABLE crossing IS 'The side of its thresholds on which a team was seen last, so that each crossing is told once';
