-- An engine's work is billed by several SKUs: one for each kind of its tokens, for regions, for batch and priority; each with a price
-- and dates of its own.

ALTER TABLE provider_rate DROP CONSTRAINT provider_rate_once;
ALTER TABLE provider_rate ADD CONSTRAINT provider_rate_once
    UNIQUE NULLS NOT DISTINCT (version, provider, service, engine, per, sku, effective_from);

ALTER DOMAIN measure DROP CONSTRAINT measure_known;
ALTER DOMAIN measure ADD CONSTRAINT measure_known
    CHECK (VALUE IN ('IMAGE', 'SECOND', 'CHARACTER', 'INPUT_TOKEN', 'CACHE_READ_TOKEN', 'CACHE_WRITE_5M_TOKEN', 'CACHE_WRITE_1H_TOKEN',
                     'OUTPUT_TOKEN', 'REASONING_TOKEN', 'AUDIO_INPUT_TOKEN', 'AUDIO_OUTPUT_TOKEN', 'IMAGE_INPUT_TOKEN',
                     'IMAGE_OUTPUT_TOKEN', 'TOOL_CALL', 'TOKEN')) NOT VALID; -- each value that was known still is

ALTER TABLE provider_rate DROP CONSTRAINT provider_rate_per_known;
ALTER TABLE provider_rate ADD CONSTRAINT provider_rate_per_known
    CHECK (per IN ('IMAGE', 'SECOND', 'CHARACTER', 'INPUT_TOKEN', 'CACHE_READ_TOKEN', 'CACHE_WRITE_5M_TOKEN', 'CACHE_WRITE_1H_TOKEN',
                   'OUTPUT_TOKEN', 'REASONING_TOKEN', 'AUDIO_INPUT_TOKEN', 'AUDIO_OUTPUT_TOKEN', 'IMAGE_INPUT_TOKEN',
                   'IMAGE_OUTPUT_TOKEN', 'TOOL_CALL'));
COMMENT ON COLUMN provider_rate.position IS
    'Order of the list from 0; of several SKUs of the same work the first is what it costs unless the worker tells a cost';
COMMENT ON COLUMN invoice_line.measure IS
    'What quantity counts, as far as the line says; TOKEN for tokens of a kind that it does not say; null if the unit is none of ours';

ALTER TABLE reconciliation_sku ADD COLUMN from_day date NOT NULL DEFAULT '-infinity';
ALTER TABLE reconciliation_sku ADD COLUMN to_day date NOT NULL DEFAULT 'infinity';
ALTER TABLE reconciliation_sku DROP CONSTRAINT reconciliation_sku_pk;
ALTER TABLE reconciliation_sku ADD CONSTRAINT reconciliation_sku_pk PRIMARY KEY (run_id, provider, sku, line_measure, from_day);
COMMENT ON TABLE reconciliation_sku IS 'What an invoice line is about, by its SKU and day, and by its measure where the SKU has several';
COMMENT ON COLUMN reconciliation_sku.line_measure IS
    'The line''s measure; TOKEN if the SKU counts one kind of tokens besides other things; * for any line, where the SKU has one measure only';
COMMENT ON COLUMN reconciliation_sku.from_day IS 'First day of a line for which this holds';
COMMENT ON COLUMN reconciliation_sku.to_day IS 'Exclusive';

-- Of runs that are under way: one row for any line in place of two.
DELETE FROM reconciliation_sku s USING reconciliation_sku any_line
 WHERE any_line.run_id = s.run_id AND any_line.provider = s.provider AND any_line.sku = s.sku AND any_line.line_measure = '?' AND s.line_measure <> '?';
UPDATE reconciliation_sku SET line_measure = '*' WHERE line_measure = '?';

-- Older servers know fewer measures: they could not read such a price list.
UPDATE schema_compatibility SET oldest_server = 40;
