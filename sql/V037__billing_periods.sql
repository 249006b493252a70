-- The billing periods that files tell of: once one is closed, work in it that is on no bill is missed, wherever the bill ends.

CREATE TABLE invoice_period (
    import_id      uuid        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    usage_lines    bigint      NOT NULL,
    invoiced_lines bigint      NOT NULL,
    CONSTRAINT invoice_period_pk PRIMARY KEY (import_id, starts_at, ends_at),
    CONSTRAINT invoice_period_import_fk FOREIGN KEY (import_id) REFERENCES invoice_import (id),
    CONSTRAINT invoice_period_lasts CHECK (ends_at > starts_at),
    CONSTRAINT invoice_period_lines CHECK (usage_lines > 0 AND invoiced_lines BETWEEN 0 AND usage_lines)
);
COMMENT ON TABLE invoice_period IS 'Billing periods of the usage in a file, as the file tells them';
COMMENT ON COLUMN invoice_period.starts_at IS 'At midnight UTC the provider''s day';
COMMENT ON COLUMN invoice_period.ends_at IS 'Exclusive; at midnight UTC the provider''s day';
COMMENT ON COLUMN invoice_period.invoiced_lines IS 'Those that name their invoice. If all do and the period was over when the file came, it is closed';

DROP FUNCTION IF EXISTS stage_reconciliation(uuid, int, int);

-- Older servers call the function without the days after which a period is closed.
UPDATE schema_compatibility SET oldest_server = 37;
