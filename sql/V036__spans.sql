-- Each charge is compared with the work of exactly its own time, which may begin and end within a day, in the days of its provider.

ALTER TABLE invoice_line
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at   timestamptz,
    ADD CONSTRAINT invoice_line_time CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND ends_at >= starts_at);
COMMENT ON COLUMN invoice_line.day IS 'First day of the charge, UTC; of a charge without starts_at a day of the provider';
COMMENT ON COLUMN invoice_line.starts_at IS 'When the charge begins; null for whole days, which are the provider''s';
COMMENT ON COLUMN invoice_line.ends_at IS 'When it ends, exclusive; null for whole days';

ALTER TABLE invoice_scope
    ADD COLUMN covers_from timestamptz,
    ADD COLUMN covers_to   timestamptz,
    ADD CONSTRAINT invoice_scope_covers CHECK ((covers_from IS NULL) = (covers_to IS NULL) AND covers_to >= covers_from);
COMMENT ON COLUMN invoice_scope.covers_from IS
    'From when on all usage should be billed in it; at midnight UTC the provider''s day. Null in imports of earlier servers: the whole first day';
COMMENT ON COLUMN invoice_scope.covers_to IS
    'Until when, exclusive: the end of the last charge, of a charge of several days only if it had ended when the file came';

ALTER TABLE reconciliation_provider ADD COLUMN zone text NOT NULL DEFAULT 'UTC';
COMMENT ON COLUMN reconciliation_provider.zone IS 'The time zone of its days, by the terms of the run';

ALTER TABLE reconciliation_covered
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at   timestamptz;
UPDATE reconciliation_covered
   SET starts_at = first_day::timestamp AT TIME ZONE 'UTC', ends_at = (last_day + 1)::timestamp AT TIME ZONE 'UTC';
ALTER TABLE reconciliation_covered
    ALTER COLUMN starts_at SET NOT NULL,
    ALTER COLUMN ends_at SET NOT NULL,
    DROP CONSTRAINT reconciliation_covered_pk,
    DROP COLUMN first_day,
    DROP COLUMN last_day,
    ADD CONSTRAINT reconciliation_covered_pk PRIMARY KEY (run_id, provider, starts_at);
COMMENT ON TABLE reconciliation_covered IS 'The times that a provider''s invoices are about; usage of other times still waits for one';

ALTER TABLE reconciliation_correction
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at   timestamptz;

CREATE TABLE reconciliation_boundary (
    run_id   uuid        NOT NULL,
    provider text        NOT NULL,
    at       timestamptz NOT NULL,
    CONSTRAINT reconciliation_boundary_pk PRIMARY KEY (run_id, provider, at)
);
COMMENT ON TABLE reconciliation_boundary IS
    'Times within a day at which a charge of a provider begins or ends: usage is added up separately before and after them';

ALTER TABLE reconciliation_total
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at   timestamptz;
UPDATE reconciliation_total
   SET starts_at = day::timestamp AT TIME ZONE 'UTC', ends_at = (last_day + 1)::timestamp AT TIME ZONE 'UTC';
ALTER TABLE reconciliation_total
    ALTER COLUMN starts_at SET NOT NULL,
    ALTER COLUMN ends_at SET NOT NULL,
    DROP CONSTRAINT reconciliation_total_pk,
    ADD CONSTRAINT reconciliation_total_pk PRIMARY KEY (run_id, provider, service, engine, measure, starts_at, ends_at, side, label);
COMMENT ON TABLE reconciliation_total IS 'Sums of a time where the provider names no requests: of a day, of the part of a day between two boundaries, or of the time of a charge';
COMMENT ON COLUMN reconciliation_total.day IS 'First day, in the provider''s zone';

ALTER TABLE reconciliation_finding
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at   timestamptz,
    ADD COLUMN is_break  boolean NOT NULL GENERATED ALWAYS AS (cause NOT IN ('MATCHED', 'NOT_YET_COMPARABLE')) STORED,
    DROP CONSTRAINT reconciliation_finding_cause_known,
    ADD CONSTRAINT reconciliation_finding_cause_known CHECK (cause IN ('MATCHED', 'NOT_YET_COMPARABLE', 'BILLED_NOT_RECORDED',
        'RECORDED_NOT_BILLED', 'QUANTITY', 'PRICE', 'DUPLICATE', 'FAILED_BUT_BILLED', 'LATE_BUT_BILLED', 'LATE_USAGE', 'CURRENCY', 'TAX',
        'ROUNDING', 'UNKNOWN_SKU', 'CREDIT'));
COMMENT ON TABLE reconciliation_finding IS
    'What a run found. No breaks are MATCHED, what agrees where sums are compared or on a second look, and NOT_YET_COMPARABLE, charges that end after the window';
COMMENT ON COLUMN reconciliation_finding.key IS
    'What it is about, the same in every run; of a break of sums that has grown, what it was about when it was seen first';
COMMENT ON COLUMN reconciliation_finding.starts_at IS 'The time that is compared, where sums are';
COMMENT ON COLUMN reconciliation_finding.ends_at IS 'Exclusive';
COMMENT ON COLUMN reconciliation_finding.is_break IS 'Whether people have to explain it';

ALTER TABLE reconciliation_break
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN ends_at   timestamptz;
COMMENT ON COLUMN reconciliation_break.starts_at IS 'The time that was compared by the last run that found it; null unless sums are compared';
CREATE INDEX reconciliation_break_time_index ON reconciliation_break (provider, cause, starts_at) WHERE starts_at IS NOT NULL;

UPDATE reconciliation_finding
   SET starts_at = substr(key, 1, 10)::timestamp AT TIME ZONE 'UTC',
       ends_at = (day + 1)::timestamp AT TIME ZONE 'UTC'
 WHERE request_id IS NULL AND cause <> 'TAX' AND key ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([.][.][0-9-]{10})?[|]';
UPDATE reconciliation_break b
   SET starts_at = f.starts_at, ends_at = f.ends_at
  FROM reconciliation_finding f
 WHERE f.run_id = b.last_run AND f.provider = b.provider AND f.cause = b.cause AND f.key = b.key AND f.starts_at IS NOT NULL;

-- Older servers do not know the columns by which days are covered, nor what is not yet comparable.
UPDATE schema_compatibility SET oldest_server = 36;
