-- Work whose cost nobody told is expected at the list price of the SKU that bills it, such as batch or priority.

ALTER TABLE reconciliation_sku
    ADD COLUMN price_nanos numeric,
    ADD COLUMN usual_nanos numeric,
    ADD CONSTRAINT reconciliation_sku_price_is_whole CHECK ((price_nanos IS NULL) = (usual_nanos IS NULL));
COMMENT ON COLUMN reconciliation_sku.price_nanos IS 'List price of one, in nano-dollars; null if it is the usual one';
COMMENT ON COLUMN reconciliation_sku.usual_nanos IS 'List price of one by which the same work is costed whose cost nobody tells';

ALTER TABLE reconciliation_unmatched
    ADD COLUMN estimated_quantity numeric,
    ADD COLUMN estimated_nanos bigint,
    ADD COLUMN price_nanos numeric,
    ADD COLUMN usual_nanos numeric;
COMMENT ON COLUMN reconciliation_unmatched.estimated_nanos IS 'The part of recorded_nanos that is the usual list price, since nobody told the cost; null if there is none';
COMMENT ON COLUMN reconciliation_unmatched.estimated_quantity IS 'The quantity of that part';
COMMENT ON COLUMN reconciliation_unmatched.price_nanos IS 'List price of one by the SKUs of the lines, in nano-dollars; null if it is the usual one';
COMMENT ON COLUMN reconciliation_unmatched.usual_nanos IS 'The usual list price of one; null if price_nanos is';

ALTER TABLE reconciliation_request
    ADD COLUMN estimated_quantity numeric,
    ADD COLUMN estimated_nanos bigint,
    ADD COLUMN price_nanos numeric,
    ADD COLUMN usual_nanos numeric;
COMMENT ON COLUMN reconciliation_request.recorded_nanos IS
    'Expected cost: where nobody told it, the list price of the SKU that bills it; null if a cost is not known';
COMMENT ON COLUMN reconciliation_request.estimated_nanos IS 'The usual list price of what nobody told the cost of; null if there is none';
COMMENT ON COLUMN reconciliation_request.estimated_quantity IS 'The quantity of that';
COMMENT ON COLUMN reconciliation_request.price_nanos IS 'List price of one by the SKU that bills it first, in nano-dollars; null if it is the usual one';
COMMENT ON COLUMN reconciliation_request.usual_nanos IS 'The usual list price of one; null if price_nanos is';

ALTER TABLE reconciliation_total
    ADD COLUMN estimated boolean NOT NULL DEFAULT false,
    ADD COLUMN sku text NOT NULL DEFAULT '',
    ADD COLUMN price_nanos numeric,
    ADD COLUMN usual_nanos numeric,
    DROP CONSTRAINT reconciliation_total_pk,
    ADD CONSTRAINT reconciliation_total_pk
        PRIMARY KEY (run_id, provider, service, engine, measure, starts_at, ends_at, side, label, estimated, sku);
COMMENT ON COLUMN reconciliation_total.estimated IS 'Of RECORDED, true if nobody told the cost, so that it is the usual list price';
COMMENT ON COLUMN reconciliation_total.sku IS
    'Of BILLED the SKU, if its list price is not the usual one; of RECORDED the one at whose list price it was told: empty for the usual one, ? for none';
COMMENT ON COLUMN reconciliation_total.price_nanos IS 'Of BILLED, the list price of one of the SKU, in nano-dollars; null if it is the usual one';
COMMENT ON COLUMN reconciliation_total.usual_nanos IS 'Of BILLED, the usual list price of one; null if price_nanos is';

COMMENT ON COLUMN provider_rate.position IS
    'Order of the list from 0; of several SKUs of the same work the first is what it is recorded to cost unless the worker tells a cost';

-- Older servers would expect the usual price of all, and their sessions have working tables without prices.
UPDATE schema_compatibility SET oldest_server = 49;
