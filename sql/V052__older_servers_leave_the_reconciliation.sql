-- A migration may take the reconciliation alone away from older servers, which go on with everything else.

ALTER TABLE schema_compatibility
    ADD COLUMN oldest_reconciling_server integer NOT NULL DEFAULT 51,
    ADD CONSTRAINT schema_compatibility_oldest_reconciling_is_a_version CHECK (oldest_reconciling_server > 0);
COMMENT ON COLUMN schema_compatibility.oldest_reconciling_server IS
    'A server that is older than this leaves runs of the reconciliation to newer ones';

-- Older servers: they do not look at the column, and V051 reconciles by the same functions.
