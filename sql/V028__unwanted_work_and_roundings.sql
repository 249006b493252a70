-- A job that has ended is not sent any more, however it ended; and what is left of prices that nobody uses is one line of a bill.

-- The request for a job goes when its hold ends, in the same transaction: by a sweep, a report, or a report that comes too late. A
-- trigger, so that the ledger need not know of the outbox, nor whoever ends a hold of the request. It is deferred, since a
-- cancellation looks itself, before it, whether the request is still there (D20); and for holds of messages it is not even queued.
-- A request that somebody claims this moment is as good as claimed: the end of a job waits for no dispatcher.
CREATE FUNCTION take_request_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM outbox
     WHERE id = (SELECT id FROM outbox WHERE job_id = NEW.id AND claimed_until = '-infinity' FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$;
-- The plan is kept for as long as a connection lives: one that was made while the outbox was empty would read the whole of it.
ALTER FUNCTION take_request_back SET enable_seqscan = off;

CREATE CONSTRAINT TRIGGER hold_end_takes_request_back AFTER UPDATE OF state ON hold
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.kind = 'JOB' AND OLD.state = 'OPEN' AND NEW.state <> 'OPEN') EXECUTE FUNCTION take_request_back();

-- Those that are there from before.
DELETE FROM outbox o USING hold h WHERE h.id = o.job_id AND h.state <> 'OPEN' AND o.claimed_until = '-infinity';

ALTER TABLE creative_bill_line
    DROP CONSTRAINT creative_bill_line_type_known,
    ADD CONSTRAINT creative_bill_line_type_known CHECK (type IN ('USAGE', 'ADJUSTMENT', 'RETURNED', 'ROUNDING')),
    ADD CONSTRAINT creative_bill_line_rounding_is_carried_only CHECK (type <> 'ROUNDING' OR (usage_nanos = 0 AND quantity = 0));
COMMENT ON TABLE creative_bill_line IS
    'What a bill asks for one engine at one price, for the corrections that operators made, for payments that went back, or for what is left of earlier lines; also what is too little to ask for yet';
COMMENT ON COLUMN creative_bill_line.type IS
    'ROUNDING: what earlier bills carried out, less than a cent each, of items that this bill has nothing of';
COMMENT ON COLUMN creative_bill_line.service IS
    'Empty for corrections, for payments that went back and for roundings, as are engine and per';
