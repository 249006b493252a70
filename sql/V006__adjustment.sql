-- Corrections made by operators.

CREATE TABLE adjustment (
    id              uuid        NOT NULL,
    team_id         uuid        NOT NULL,
    account_id      bigint      NOT NULL,
    amount_micros   bigint      NOT NULL,
    reason          text        NOT NULL,
    made_by         uuid        NOT NULL,
    made_at         timestamptz NOT NULL,
    idempotency_key text        NOT NULL,
    fingerprint     bytea       NOT NULL,
    CONSTRAINT adjustment_pk PRIMARY KEY (id),
    CONSTRAINT adjustment_key_unique UNIQUE (team_id, idempotency_key),
    CONSTRAINT adjustment_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT adjustment_amount_not_zero CHECK (amount_micros <> 0),
    CONSTRAINT adjustment_reason_length CHECK (length(reason) BETWEEN 1 AND 500)
);
COMMENT ON TABLE adjustment IS 'A correction made by an operator; its entry has the adjustment''s id as operation_id';
COMMENT ON COLUMN adjustment.amount_micros IS 'Micros, signed';
