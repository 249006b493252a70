-- Generation jobs, the outbox that carries them to the workers, and the messages that could not be used.

-- A job's status is not here: it is the state of its hold, which has the same id.
CREATE TABLE job (
    id               uuid        NOT NULL,
    team_id          uuid        NOT NULL,
    user_id          uuid        NOT NULL,
    service          text        NOT NULL,
    requested_engine text        NOT NULL,
    engine           text        NOT NULL,
    quantity         bigint      NOT NULL,
    quoted_micros    bigint      NOT NULL,
    parameters       json        NOT NULL,
    created_at       timestamptz NOT NULL,
    deadline         timestamptz NOT NULL,
    CONSTRAINT job_pk PRIMARY KEY (id),
    CONSTRAINT job_of_hold FOREIGN KEY (id) REFERENCES hold (id),
    CONSTRAINT job_quantity_positive CHECK (quantity > 0),
    CONSTRAINT job_quoted_not_negative CHECK (quoted_micros >= 0),
    CONSTRAINT job_engine_chosen CHECK (engine <> 'AUTO')
);
CREATE INDEX job_team_newest ON job (team_id, id DESC);
CREATE INDEX job_user_newest ON job (team_id, user_id, id DESC);
COMMENT ON TABLE job IS 'A request for creative work that was admitted; immutable';
COMMENT ON COLUMN job.id IS 'The id of its hold';
COMMENT ON COLUMN job.requested_engine IS 'The engine that was asked for; may be AUTO (S16)';
COMMENT ON COLUMN job.engine IS 'The engine that was taken (D10)';
COMMENT ON COLUMN job.quantity IS 'Requested quantity in the rate''s natural unit: images, seconds or characters';
COMMENT ON COLUMN job.quoted_micros IS 'The full quote, in micro-credits or nano-dollars by the account that pays (D7)';
COMMENT ON COLUMN job.parameters IS 'What the engine is told; passed on as it came';
COMMENT ON COLUMN job.deadline IS 'When the hold is released and a completion comes too late (D8)';

CREATE TRIGGER job_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON job
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE outbox (
    id            bigint      GENERATED ALWAYS AS IDENTITY,
    queue         text        NOT NULL,
    body          text        NOT NULL,
    created_at    timestamptz NOT NULL,
    claimed_until timestamptz NOT NULL DEFAULT '-infinity',
    CONSTRAINT outbox_pk PRIMARY KEY (id)
) WITH (
    -- A queue: rows come and go, so dead ones are cleared early to keep its front short.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_cost_delay = 0
);
COMMENT ON TABLE outbox IS 'Messages that must be sent because their transaction committed; a row is deleted once it was sent';
COMMENT ON COLUMN outbox.claimed_until IS 'Until then a node is sending it; after that anybody may, so that a message goes out at least once';

CREATE TABLE dead_letter (
    id          uuid        NOT NULL,
    message_id  text        NOT NULL,
    queue       text        NOT NULL,
    body        text        NOT NULL,
    complete    boolean     NOT NULL,
    reason      text        NOT NULL,
    failed_at   timestamptz NOT NULL,
    replayed_at timestamptz,
    replayed_by uuid,
    CONSTRAINT dead_letter_pk PRIMARY KEY (id),
    CONSTRAINT dead_letter_message_once UNIQUE (message_id),
    CONSTRAINT dead_letter_replay_is_whole CHECK ((replayed_at IS NULL) = (replayed_by IS NULL)),
    CONSTRAINT dead_letter_replayable CHECK (complete OR replayed_at IS NULL)
);
COMMENT ON TABLE dead_letter IS 'Messages that failed for good, with the reason';
COMMENT ON COLUMN dead_letter.message_id IS 'The broker''s id, so that a message that is delivered again is kept once';
COMMENT ON COLUMN dead_letter.queue IS 'Where it came from, and where a replay sends it';
COMMENT ON COLUMN dead_letter.body IS 'Its text, as far as it is text and fits';
COMMENT ON COLUMN dead_letter.complete IS 'Whether body is the whole message, exactly; only then it can be replayed';
