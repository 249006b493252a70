-- Two words for what comes round: due_at, from when on something is to be worked on, and lease_until, until when somebody is at it and nobody
-- else takes it up.

ALTER TABLE purchase RENAME COLUMN ask_at TO due_at;
ALTER INDEX purchase_ask_index RENAME TO purchase_due_index;
COMMENT ON COLUMN purchase.due_at IS 'When Stripe is asked about it next; null: no more';

ALTER TABLE creative_bill RENAME COLUMN due_at TO pay_by;
ALTER TABLE creative_bill RENAME COLUMN ask_at TO due_at;
ALTER INDEX creative_bill_ask_index RENAME TO creative_bill_due_index;
COMMENT ON COLUMN creative_bill.pay_by IS 'When the team should have paid it; null if Stripe charges the saved payment method';
COMMENT ON COLUMN creative_bill.due_at IS 'When work on it is resumed, or Stripe asked about it, next; null: no more';

ALTER TABLE stripe_event RENAME COLUMN next_attempt_at TO due_at;
COMMENT ON COLUMN stripe_event.due_at IS
    'When it is taken up next; a server that takes it up puts this off, so that it comes again if the server dies';

ALTER TABLE outbox RENAME COLUMN claimed_until TO lease_until;
COMMENT ON COLUMN outbox.lease_until IS
    'Until then a server is sending it; after that any may, so that a message goes out at least once. -infinity: surely not sent';

ALTER TABLE auto_top_up RENAME COLUMN claimed_until TO lease_until;
ALTER INDEX auto_top_up_claim_index RENAME TO auto_top_up_lease_index;
COMMENT ON COLUMN auto_top_up.lease_until IS 'Until then one server attends to it; later any may, should that server have died';

ALTER TABLE browser_session RENAME COLUMN renewing_until TO lease_until;
COMMENT ON COLUMN browser_session.lease_until IS 'Until then a server is asking the provider; after that another one may';

-- What was the last sign of life: what runs while this migrates is taken over or ended by the next look.
ALTER TABLE verification RENAME COLUMN alive_at TO lease_until;
COMMENT ON COLUMN verification.lease_until IS 'Until then the server that runs it has to show a sign of life, which renews this; else the run is over';

ALTER TABLE invoice_import RENAME COLUMN alive_at TO lease_until;
COMMENT ON COLUMN invoice_import.lease_until IS
    'Until then the server that is LOADING it has to show a sign of life, which renews this; else the import is over';

ALTER TABLE reconciliation_run RENAME COLUMN alive_at TO lease_until;
COMMENT ON COLUMN reconciliation_run.lease_until IS
    'Until then the server that works on it has to show a sign of life, which renews this; else any server restarts it';

CREATE OR REPLACE FUNCTION take_request_back() RETURNS trigger LANGUAGE plpgsql
    -- The plan is kept for as long as a connection lives: one that was made while the outbox was empty would read the whole of it.
    SET enable_seqscan = off AS $$
BEGIN
    DELETE FROM outbox
     WHERE id = (SELECT id FROM outbox WHERE job_id = NEW.id AND lease_until = '-infinity' FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$;

-- Older servers look for the former names.
UPDATE schema_compatibility SET oldest_server = 33;
