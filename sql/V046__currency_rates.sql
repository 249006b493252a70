-- Bills in other currencies: rates by provider and month, by which their amounts become US dollars.

CREATE TABLE reconciliation_currency_rate (
    id           uuid           NOT NULL,
    provider     text,
    currency     text           NOT NULL,
    month        date           NOT NULL,
    usd_per_unit numeric(17,10),
    source       text           NOT NULL,
    note         text,
    entered_by   uuid           NOT NULL,
    entered_at   timestamptz    NOT NULL,
    CONSTRAINT reconciliation_currency_rate_pk PRIMARY KEY (id),
    CONSTRAINT reconciliation_currency_rate_currency CHECK (currency ~ '^[A-Z]{3}$' AND currency <> 'USD'),
    CONSTRAINT reconciliation_currency_rate_month CHECK (extract(day FROM month) = 1),
    CONSTRAINT reconciliation_currency_rate_positive CHECK (usd_per_unit > 0),
    CONSTRAINT reconciliation_currency_rate_source_known CHECK (source IN ('OPERATOR', 'ECB')),
    CONSTRAINT reconciliation_currency_rate_ecb_is_general CHECK (source = 'OPERATOR' OR (provider IS NULL AND usd_per_unit IS NOT NULL))
);
COMMENT ON TABLE reconciliation_currency_rate IS 'What people said that a currency is worth in a month; of each provider, currency and month the last row holds';
COMMENT ON COLUMN reconciliation_currency_rate.provider IS 'Whose bills it is for; null for all that have none of their own';
COMMENT ON COLUMN reconciliation_currency_rate.month IS 'Its first day';
COMMENT ON COLUMN reconciliation_currency_rate.usd_per_unit IS 'Null: from here on there is none';
COMMENT ON COLUMN reconciliation_currency_rate.source IS 'OPERATOR: entered. ECB: average of the daily reference rates of the European Central Bank';

CREATE INDEX reconciliation_currency_rate_index ON reconciliation_currency_rate (currency, month, id);
CREATE TRIGGER reconciliation_currency_rate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation_currency_rate
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE reconciliation_rate (
    run_id       uuid           NOT NULL,
    provider     text           NOT NULL,
    currency     text           NOT NULL,
    month        date           NOT NULL,
    usd_per_unit numeric(17,10) NOT NULL,
    source       text           NOT NULL,
    CONSTRAINT reconciliation_rate_pk PRIMARY KEY (run_id, provider, currency, month)
);
COMMENT ON TABLE reconciliation_rate IS 'The currency rates that a run goes by: those that held when it began';

-- The few lines in another currency are found among millions.
CREATE INDEX invoice_line_foreign_index ON invoice_line (provider, day, currency) WHERE currency <> 'USD';

ALTER TABLE reconciliation_accounted ADD COLUMN usd_nanos bigint;
COMMENT ON COLUMN reconciliation_accounted.usd_nanos IS 'Nano-dollars of it; null if there is no rate';
UPDATE reconciliation_accounted SET usd_nanos = nanos WHERE currency = 'USD';

COMMENT ON COLUMN reconciliation_total.label IS 'Of RECORDED the outcome; of BILLED USD, or the currency for which there is no rate: then the sums are in it';
COMMENT ON COLUMN reconciliation_finding.currency IS 'Of billed_nanos and variance_nanos; what is recorded is in USD. Another than USD only in a CURRENCY break';
COMMENT ON COLUMN reconciliation_finding.variance_nanos IS '1e-9 of the currency that was billed too much by this cause, negative for too little; of a CURRENCY break all that is billed';

-- What is compared request by request is in USD.
ALTER TABLE reconciliation_unmatched DROP COLUMN currency;
ALTER TABLE reconciliation_request DROP COLUMN currency;

-- Made anew with other parameters by R__reconciliation_functions.sql.
DROP FUNCTION IF EXISTS stage_reconciliation(uuid, int, int);
DROP FUNCTION IF EXISTS stage_reconciliation(uuid, int, int, int);
DROP FUNCTION IF EXISTS match_slice(uuid, text, date, int, float8, bigint, text);
DROP FUNCTION IF EXISTS match_slice(uuid, text, date, int, float8, text);
DROP FUNCTION IF EXISTS merge_requests(uuid, text, int, text);

-- Older servers call those with the former parameters.
UPDATE schema_compatibility SET oldest_server = 46;
