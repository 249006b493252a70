-- What an invoice adds up to, what was paid ahead of it, and what came back.

ALTER TABLE invoice_line
    ADD COLUMN prepaid boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT invoice_line_kind_known,
    ADD CONSTRAINT invoice_line_kind_known CHECK (kind IN ('USAGE', 'PURCHASE', 'TAX', 'CREDIT', 'ADJUSTMENT', 'ROUNDING', 'UNUSED'));
COMMENT ON TABLE invoice_line IS
    'One charge of a provider. Usage is matched, and credits that name its request; everything else is accounted for. UNUSED is what a commitment paid for and nobody used';
COMMENT ON COLUMN invoice_line.prepaid IS 'Whether it is billed at nothing, as a purchase has paid for it; cost_nanos is its share of that';
COMMENT ON COLUMN invoice_line.correction IS 'Whether it changes what was billed before, which usage that is given back does; it is added to that';

ALTER TABLE reconciliation_accounted
    ADD COLUMN prepaid_nanos bigint DEFAULT 0,
    ADD COLUMN returned_nanos bigint DEFAULT 0;
COMMENT ON COLUMN reconciliation_accounted.prepaid_nanos IS 'Nano-dollars of it that a purchase has paid for, which the invoice does not add up; null if there is no rate';
COMMENT ON COLUMN reconciliation_accounted.returned_nanos IS 'Of CREDIT, the nano-dollars that give usage back; null if there is no rate';

ALTER TABLE reconciliation_unmatched ADD COLUMN credit_nanos bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN reconciliation_unmatched.credit_nanos IS 'The part of billed_nanos that came back; negative';
ALTER TABLE reconciliation_request ADD COLUMN credit_nanos bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN reconciliation_request.credit_nanos IS 'The part of billed_nanos that came back; negative';

ALTER TABLE reconciliation_unmatched ADD COLUMN invoice_id text;
ALTER TABLE reconciliation_request ADD COLUMN invoice_id text;
ALTER TABLE reconciliation_total ADD COLUMN invoice_id text;
COMMENT ON COLUMN reconciliation_unmatched.invoice_id IS 'The invoices of the lines, by invoice_names; null if they name none';

-- Older servers do not know what is unused, nor the cause CREDIT.
UPDATE schema_compatibility SET oldest_server = 35;
