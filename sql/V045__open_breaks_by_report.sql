-- Reports say how the open breaks came about: those of the report before, and new ones, without those that were closed.

ALTER TABLE reconciliation_break
    ADD COLUMN reported       boolean NOT NULL DEFAULT false,
    ADD COLUMN reported_nanos bigint  NOT NULL DEFAULT 0;
COMMENT ON COLUMN reconciliation_break.reported IS 'Whether the latest report that is about its provider counted it as open';
COMMENT ON COLUMN reconciliation_break.reported_nanos IS 'The variance that it had there, in 1e-9 USD; 0 if it is in another currency, or was not open';

UPDATE reconciliation_break SET reported = true, reported_nanos = CASE currency WHEN 'USD' THEN variance_nanos ELSE 0 END
 WHERE state IN ('OPEN', 'DISPUTED');

CREATE INDEX reconciliation_break_new_index ON reconciliation_break (first_seen_at) WHERE state = 'OPEN' AND owner IS NULL;
CREATE INDEX reconciliation_break_reported_index ON reconciliation_break (provider) WHERE reported OR state IN ('OPEN', 'DISPUTED');

-- Older servers: their reports do not count, so the next one of a newer server counts what has changed since the one before them.
