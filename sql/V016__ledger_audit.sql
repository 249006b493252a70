-- What the audit of each reconciliation run found: the books' invariants, their hash chains, the payments.

CREATE TABLE reconciliation_audit (
    run_id           uuid         NOT NULL,
    ended_at         timestamptz  NOT NULL,
    entries          not_negative NOT NULL,
    accounts         not_negative NOT NULL,
    payments         not_negative NOT NULL,
    not_compared     text,
    violations       json         NOT NULL,
    verified_through date,
    CONSTRAINT reconciliation_audit_pk PRIMARY KEY (run_id)
);
COMMENT ON TABLE reconciliation_audit IS 'One audit of the ledger per reconciliation run; nothing is ever changed because of one';
COMMENT ON COLUMN reconciliation_audit.entries IS 'Entries whose hashes were recomputed: those since the last checkpoint that an audit has verified';
COMMENT ON COLUMN reconciliation_audit.accounts IS 'Accounts that were looked at';
COMMENT ON COLUMN reconciliation_audit.payments IS 'Payments at Stripe that were held against the ledger';
COMMENT ON COLUMN reconciliation_audit.not_compared IS 'Why the payments were not held against the ledger; null if they were';
COMMENT ON COLUMN reconciliation_audit.violations IS 'What does not hold, as JSON: [{"check", "detail"}]';
COMMENT ON COLUMN reconciliation_audit.verified_through IS 'Day of the newest checkpoint up to which every chain was found whole; null if there was none or something was found';

CREATE INDEX reconciliation_audit_latest_index ON reconciliation_audit (ended_at, run_id);
