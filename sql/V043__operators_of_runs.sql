-- Operators stop, restart and abandon runs of the reconciliation; who did it, when and why is kept.

ALTER TABLE reconciliation_run
    DROP CONSTRAINT reconciliation_run_status_known,
    DROP CONSTRAINT reconciliation_run_ends,
    DROP CONSTRAINT reconciliation_run_failed_has_a_problem;
ALTER TABLE reconciliation_run
    ADD CONSTRAINT reconciliation_run_status_known CHECK (status IN ('RUNNING', 'STOPPING', 'STOPPED', 'COMPLETED', 'FAILED', 'ABANDONED')),
    ADD CONSTRAINT reconciliation_run_ends CHECK ((status IN ('RUNNING', 'STOPPING')) = (ended_at IS NULL)),
    ADD CONSTRAINT reconciliation_run_failed_has_a_problem CHECK (
        CASE status WHEN 'FAILED' THEN problem IS NOT NULL WHEN 'ABANDONED' THEN true ELSE problem IS NULL END);
COMMENT ON COLUMN reconciliation_run.status IS
    'STOPPING until the piece of work in hand is done; what is STOPPED or FAILED may be restarted, what is ABANDONED may not';
COMMENT ON COLUMN reconciliation_run.starts IS 'How often the job was started or restarted for it since a person last had it started';

DROP INDEX reconciliation_run_one_at_a_time;
CREATE UNIQUE INDEX reconciliation_run_one_at_a_time ON reconciliation_run ((true)) WHERE status IN ('RUNNING', 'STOPPING');

CREATE TABLE reconciliation_action (
    run_id uuid        NOT NULL,
    at     timestamptz NOT NULL,
    by     uuid        NOT NULL,
    action text        NOT NULL,
    reason text        NOT NULL,
    CONSTRAINT reconciliation_action_run_fk FOREIGN KEY (run_id) REFERENCES reconciliation_run (id),
    CONSTRAINT reconciliation_action_known CHECK (action IN ('STOP', 'RESTART', 'ABANDON')),
    CONSTRAINT reconciliation_action_has_a_reason CHECK (reason ~ '\S')
);
COMMENT ON TABLE reconciliation_action IS 'What operators did to runs, and why';
COMMENT ON COLUMN reconciliation_action.by IS 'The operator''s user id';
CREATE INDEX reconciliation_action_index ON reconciliation_action (run_id, at);
CREATE TRIGGER reconciliation_action_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Older servers do not know the new states of a run.
UPDATE schema_compatibility SET oldest_server = 43;
