-- Money in: each night Stripe's balance is compared with the books, and what differs is a break.

ALTER TABLE reconciliation_finding
    DROP CONSTRAINT reconciliation_finding_cause_known,
    ADD CONSTRAINT reconciliation_finding_cause_known CHECK (cause IN ('MATCHED', 'BILLED_NOT_RECORDED', 'RECORDED_NOT_BILLED',
        'QUANTITY', 'PRICE', 'DUPLICATE', 'FAILED_BUT_BILLED', 'LATE_BUT_BILLED', 'LATE_USAGE', 'CURRENCY', 'TAX', 'ROUNDING',
        'UNKNOWN_SKU', 'CREDIT', 'NOT_YET_COMPARABLE', 'RECEIVED_NOT_BOOKED', 'BOOKED_NOT_RECEIVED', 'RECEIVED_DIFFERS', 'RETURNED_DIFFERS', 'PAYOUT_DIFFERS'));

ALTER TABLE reconciliation_step
    DROP CONSTRAINT reconciliation_step_known,
    ADD CONSTRAINT reconciliation_step_known CHECK (step IN ('STAGE', 'MATCH', 'CLASSIFY', 'AUDIT', 'MONEY', 'REPORT'));

CREATE TABLE reconciliation_money (
    run_id  uuid NOT NULL,
    problem text,
    report  json NOT NULL,
    CONSTRAINT reconciliation_money_pk PRIMARY KEY (run_id)
);
COMMENT ON TABLE reconciliation_money IS 'What a run found of the money that Stripe received, for its report';
COMMENT ON COLUMN reconciliation_money.problem IS 'Why nothing was compared; null if it was';

-- Older servers do not know the step.
UPDATE schema_compatibility SET oldest_server = 48;
