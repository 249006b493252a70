-- Providers charge started blocks too, such as each started minute.

ALTER TABLE provider_rate ADD COLUMN billing text NOT NULL DEFAULT 'PRO_RATA',
    ADD CONSTRAINT provider_rate_billing_known CHECK (billing IN ('PRO_RATA', 'STARTED'));
COMMENT ON COLUMN provider_rate.billing IS 'PRO_RATA: by the part used; STARTED: each started unit in full';

-- Older servers would cost the part of a block that was used.
UPDATE schema_compatibility SET oldest_server = 39;
