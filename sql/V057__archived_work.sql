-- Closed work can be archived: its hold, job, usage records and anomalies. What is left of a hold for ever is its key, what a
-- repetition is answered, and what its entry is held against.
-- Older servers: nothing is archived before the script records a horizon, and that shuts out the servers that know of none.

CREATE TABLE archived_hold (
    id                      uuid            NOT NULL,
    account_id              bigint          NOT NULL,
    team_id                 uuid            NOT NULL,
    kind                    hold_kind       NOT NULL,
    idempotency_key         idempotency_key NOT NULL,
    fingerprint             bytea           NOT NULL,
    user_id                 uuid            NOT NULL,
    amount_units            not_negative    NOT NULL,
    terms                   json,
    available_after_units   bigint          NOT NULL,
    created_at              timestamptz     NOT NULL,
    expires_at              timestamptz     NOT NULL,
    state                   hold_state      NOT NULL,
    ended_at                timestamptz     NOT NULL,
    completion_fingerprint  bytea,
    charged_units           bigint          NOT NULL,
    shortfall_units         bigint          NOT NULL,
    balance_at_end_units    bigint          NOT NULL,
    available_at_end_units  bigint          NOT NULL,
    CONSTRAINT archived_hold_pk PRIMARY KEY (id),
    CONSTRAINT archived_hold_key_unique UNIQUE (team_id, kind, idempotency_key),
    CONSTRAINT archived_hold_is_closed CHECK (state <> 'OPEN')
);
COMMENT ON TABLE archived_hold IS
    'What is kept for ever of a hold that is archived: its key, what a repetition is answered, and what its entry is held against';
COMMENT ON COLUMN archived_hold.terms IS 'Of a job, whose first answer they are part of; null for a chat message';

CREATE TRIGGER archived_hold_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON archived_hold
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nothing of a piece of work is deleted unless its hold is in archived_hold; the argument is the column with its id.
CREATE FUNCTION refuse_to_lose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM archived_hold WHERE id = (to_jsonb(OLD) ->> TG_ARGV[0])::uuid) THEN
        RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER hold_kept BEFORE DELETE ON hold FOR EACH ROW EXECUTE FUNCTION refuse_to_lose('id');
CREATE TRIGGER hold_kept_truncate BEFORE TRUNCATE ON hold FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER anomaly_kept BEFORE DELETE ON anomaly FOR EACH ROW EXECUTE FUNCTION refuse_to_lose('hold_id');

CREATE TRIGGER job_kept BEFORE DELETE ON job FOR EACH ROW EXECUTE FUNCTION refuse_to_lose('id');
DROP TRIGGER job_append_only ON job;
CREATE TRIGGER job_append_only BEFORE UPDATE OR TRUNCATE ON job FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER job_cancellation_kept BEFORE DELETE ON job_cancellation FOR EACH ROW EXECUTE FUNCTION refuse_to_lose('job_id');
DROP TRIGGER job_cancellation_append_only ON job_cancellation;
CREATE TRIGGER job_cancellation_append_only BEFORE UPDATE OR TRUNCATE ON job_cancellation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER usage_record_kept BEFORE DELETE ON usage_record FOR EACH ROW EXECUTE FUNCTION refuse_to_lose('work_id');
DROP TRIGGER usage_record_append_only ON usage_record;
CREATE TRIGGER usage_record_append_only BEFORE UPDATE OR TRUNCATE ON usage_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
