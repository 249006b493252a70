-- Giving a job up that may have been sent already (D20): the workers are asked, and what they report decides.

ALTER TABLE outbox
    ADD COLUMN topic boolean NOT NULL DEFAULT false,
    ADD COLUMN job_id uuid;
COMMENT ON COLUMN outbox.topic IS 'Whether everybody who listens gets it, instead of one of them';
COMMENT ON COLUMN outbox.job_id IS 'The job that it asks for; null for other messages';
COMMENT ON COLUMN outbox.claimed_until IS
    'Until then a node is sending it; after that anybody may, so that a message goes out at least once. -infinity: surely not sent';
CREATE UNIQUE INDEX outbox_job_unique ON outbox (job_id) WHERE job_id IS NOT NULL;

CREATE TABLE job_cancellation (
    job_id       uuid        NOT NULL,
    requested_at timestamptz NOT NULL,
    CONSTRAINT job_cancellation_pk PRIMARY KEY (job_id),
    CONSTRAINT job_cancellation_job_fk FOREIGN KEY (job_id) REFERENCES job (id)
);
COMMENT ON TABLE job_cancellation IS 'Jobs whose workers were asked to give them up; while the hold is open such a job is CANCELLING';

CREATE TRIGGER job_cancellation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON job_cancellation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
