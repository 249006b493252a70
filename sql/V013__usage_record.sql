-- What providers did for us, to hold their invoices against, and what they charge for each thing they sell.

ALTER TABLE provider_rate ADD COLUMN sku text;
COMMENT ON COLUMN provider_rate.sku IS 'What the provider''s invoice calls it; null if it has the engine''s name there';

CREATE DOMAIN measure AS text CONSTRAINT measure_known
    CHECK (VALUE IN ('IMAGE', 'SECOND', 'CHARACTER', 'INPUT_TOKEN', 'OUTPUT_TOKEN'));

CREATE TABLE usage_record (
    work_id        uuid         NOT NULL,
    measure        measure      NOT NULL,
    at             timestamptz  NOT NULL,
    day            date         NOT NULL GENERATED ALWAYS AS ((at AT TIME ZONE 'UTC')::date) STORED,
    provider       text,
    request_id     text,
    service        text         NOT NULL,
    engine         text         NOT NULL,
    quantity       not_negative NOT NULL,
    cost_nanos     not_negative,
    cost_source    text,
    charged_micros not_negative NOT NULL,
    outcome        text         NOT NULL,
    CONSTRAINT usage_record_pk PRIMARY KEY (work_id, measure),
    CONSTRAINT usage_record_cost_has_a_source CHECK ((cost_nanos IS NULL) = (cost_source IS NULL)),
    CONSTRAINT usage_record_cost_source_known CHECK (cost_source IN ('WORKER', 'CATALOG')),
    CONSTRAINT usage_record_outcome_known CHECK (outcome IN ('SUCCEEDED', 'FAILED', 'LATE')),
    CONSTRAINT usage_record_provider_is_canonical CHECK (provider = upper(provider)),
    CONSTRAINT usage_record_charged_only_for_success CHECK (outcome = 'SUCCEEDED' OR charged_micros = 0)
);
COMMENT ON TABLE usage_record IS 'What a provider did for a chat message or job; written with its settlement, never changed. A message has one row for its input and one for its output';
COMMENT ON COLUMN usage_record.work_id IS 'The chat message or job, and its hold';
COMMENT ON COLUMN usage_record.at IS 'When it was done';
COMMENT ON COLUMN usage_record.day IS 'Of that time, UTC';
COMMENT ON COLUMN usage_record.provider IS 'Who did it, upper case; null if neither the worker nor the catalogue says';
COMMENT ON COLUMN usage_record.request_id IS 'The provider''s name for the work';
COMMENT ON COLUMN usage_record.engine IS 'Of a chat message: its model';
COMMENT ON COLUMN usage_record.quantity IS 'Delivered, in the measure; what failed has 0 or what was reported of it';
COMMENT ON COLUMN usage_record.cost_nanos IS 'Nano-dollars that the provider is expected to charge; null if nobody knows';
COMMENT ON COLUMN usage_record.cost_source IS 'WORKER: as it was reported. CATALOG: by the provider rate of its time';
COMMENT ON COLUMN usage_record.charged_micros IS 'Micros that the team was charged, for the margin';
COMMENT ON COLUMN usage_record.outcome IS 'SUCCEEDED: settled. FAILED: voided. LATE: reported after its hold had ended (D8)';

CREATE INDEX usage_record_slice_index ON usage_record (provider, day);
-- For the margins of all providers: rows come in about the order of their days.
CREATE INDEX usage_record_day_index ON usage_record USING brin (day);
CREATE TRIGGER usage_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON usage_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
