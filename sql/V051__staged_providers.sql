-- A run's providers are staged one by one, so that what fails for one of them fails that provider and not the run.

-- Those of runs so far were staged together.
ALTER TABLE reconciliation_provider ADD COLUMN staged boolean NOT NULL DEFAULT true;
ALTER TABLE reconciliation_provider ALTER COLUMN staged SET DEFAULT false;
COMMENT ON COLUMN reconciliation_provider.staged IS 'Whether it is fixed what is compared of it';

-- In their place, R__reconciliation_functions.sql has stage_run, stage_provider and long_charges_from.
DROP FUNCTION IF EXISTS stage_reconciliation(uuid, int, int, int, int);
DROP FUNCTION IF EXISTS reconciliation_context_from(uuid, date, int, int);

-- Older servers stage all providers together.
UPDATE schema_compatibility SET oldest_server = 51;
