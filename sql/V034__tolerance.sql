-- A request is compared to the fraction of a cent to which its invoice tells amounts, and what differs by less is added up by SKU.
-- Older servers: they compare requests to the cent, by functions that are gone.

ALTER TABLE invoice_import ADD COLUMN allowance_nanos not_negative NOT NULL DEFAULT 5000000;
COMMENT ON COLUMN invoice_import.allowance_nanos IS
    'By how much each of its amounts may be rounded: half a unit of the last decimal that any of them has, at most half a cent; 1e-9 of the currency';

-- The files are not kept, but their amounts are.
UPDATE invoice_import i SET allowance_nanos = CASE WHEN l.decimals <= 2 THEN 5000000 WHEN l.decimals >= 9 THEN 0
                                                   ELSE 5 * (10 ^ (8 - l.decimals))::bigint END
  FROM (SELECT import_id, max(min_scale(cost_nanos / 1000000000.0)) AS decimals FROM invoice_line GROUP BY import_id) l
 WHERE l.import_id = i.id;

CREATE TABLE reconciliation_repeat (
    run_id    uuid   NOT NULL,
    import_id uuid   NOT NULL,
    line      bigint NOT NULL,
    CONSTRAINT reconciliation_repeat_pk PRIMARY KEY (run_id, import_id, line)
);
COMMENT ON TABLE reconciliation_repeat IS 'Lines with the charge key of another line before them';

ALTER TABLE reconciliation_matched
    ADD COLUMN sku text NOT NULL DEFAULT '',
    ADD COLUMN allowance_nanos not_negative NOT NULL DEFAULT 0,
    DROP CONSTRAINT reconciliation_matched_pk,
    ADD CONSTRAINT reconciliation_matched_pk PRIMARY KEY (run_id, provider, day, service, engine, measure, sku);
COMMENT ON COLUMN reconciliation_matched.sku IS 'As the lines have it; empty if they have none';
COMMENT ON COLUMN reconciliation_matched.allowance_nanos IS 'By how much the lines may be rounded, together';

ALTER TABLE reconciliation_unmatched
    ADD COLUMN allowance_nanos not_negative NOT NULL DEFAULT 0,
    ADD COLUMN repeats bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN reconciliation_unmatched.allowance_nanos IS 'By how much the lines may be rounded, together';
COMMENT ON COLUMN reconciliation_unmatched.repeats IS 'Those of again_rows whose charge key was there before';

ALTER TABLE reconciliation_request
    ADD COLUMN allowance_nanos not_negative NOT NULL DEFAULT 0,
    ADD COLUMN repeats bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN reconciliation_request.allowance_nanos IS 'By how much the lines may be rounded, together';
COMMENT ON COLUMN reconciliation_request.repeats IS 'Those of again_rows whose charge key was there before';

ALTER TABLE reconciliation_total
    ADD COLUMN allowance_nanos not_negative NOT NULL DEFAULT 0,
    ADD COLUMN repeats bigint NOT NULL DEFAULT 0,
    ADD COLUMN repeats_quantity numeric,
    ADD COLUMN repeats_nanos bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN reconciliation_total.allowance_nanos IS 'Of BILLED, by how much the lines may be rounded, together';
COMMENT ON COLUMN reconciliation_total.again_rows IS 'Lines that repeat another one, besides those whose charge key was there before';
COMMENT ON COLUMN reconciliation_total.repeats IS 'Lines whose charge key was there before';

-- Requests have a tolerance of their own, which is no parameter.
DROP FUNCTION IF EXISTS match_slice(uuid, text, date, int, float8, bigint, text);

UPDATE schema_compatibility SET oldest_server = 34;
