-- Older servers: do not mind; they do not compare it.

CREATE TABLE gateway_import (
    id              uuid         NOT NULL,
    idempotency_key text         NOT NULL,
    fingerprint     bytea        NOT NULL,
    sha256          bytea        NOT NULL,
    log             text         NOT NULL,
    file_name       text,
    bytes           not_negative NOT NULL,
    at              timestamptz  NOT NULL,
    accepted        not_negative NOT NULL,
    repeated        not_negative NOT NULL,
    admitted        not_negative NOT NULL,
    idle            not_negative NOT NULL,
    refused         not_negative NOT NULL,
    first_at        timestamptz,
    last_at         timestamptz,
    cost_nanos      not_negative NOT NULL,
    CONSTRAINT gateway_import_pk PRIMARY KEY (id),
    CONSTRAINT gateway_import_key_unique UNIQUE (idempotency_key),
    CONSTRAINT gateway_import_content_once UNIQUE (log, sha256),
    CONSTRAINT gateway_import_log_known CHECK (log IN ('LITELLM', 'CSV')),
    CONSTRAINT gateway_import_has_times_with_rows CHECK ((accepted > 0) = (first_at IS NOT NULL) AND (accepted > 0) = (last_at IS NOT NULL))
);
COMMENT ON TABLE gateway_import IS 'Files with work that gateways did without admission; never changed';
COMMENT ON COLUMN gateway_import.fingerprint IS 'Of what was asked, and the file';
COMMENT ON COLUMN gateway_import.sha256 IS 'Of the file as it came';
COMMENT ON COLUMN gateway_import.log IS 'What wrote it: LITELLM: a LiteLLM proxy. CSV: anything, with our columns';
COMMENT ON COLUMN gateway_import.accepted IS 'Rows that are compared with invoices';
COMMENT ON COLUMN gateway_import.repeated IS 'Rows of requests that an earlier row told';
COMMENT ON COLUMN gateway_import.admitted IS 'Rows of requests that are in usage_record';
COMMENT ON COLUMN gateway_import.idle IS 'Rows of which no provider did anything';
COMMENT ON COLUMN gateway_import.first_at IS 'The earliest work of the accepted rows';
COMMENT ON COLUMN gateway_import.last_at IS 'The latest work of the accepted rows';
COMMENT ON COLUMN gateway_import.cost_nanos IS 'Nano-dollars of the accepted rows, as far as they are known';
CREATE TRIGGER gateway_import_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gateway_import
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE gateway_refusal (
    import_id uuid   NOT NULL,
    number    int    NOT NULL,
    line      bigint NOT NULL,
    reason    text   NOT NULL,
    CONSTRAINT gateway_refusal_pk PRIMARY KEY (import_id, number),
    CONSTRAINT gateway_refusal_import_fk FOREIGN KEY (import_id) REFERENCES gateway_import (id)
);
COMMENT ON TABLE gateway_refusal IS 'Rows that were refused, the first of them; all are counted in gateway_import';

CREATE TABLE gateway_usage (
    work_id     uuid         NOT NULL,
    measure     measure      NOT NULL,
    import_id   uuid         NOT NULL,
    at          timestamptz  NOT NULL,
    day         date         NOT NULL GENERATED ALWAYS AS ((at AT TIME ZONE 'UTC')::date) STORED,
    provider    text         NOT NULL,
    request_id  text,
    service     text         NOT NULL,
    engine      text         NOT NULL,
    quantity    not_negative NOT NULL,
    cost_nanos  not_negative,
    cost_source text,
    outcome     text         NOT NULL,
    CONSTRAINT gateway_usage_pk PRIMARY KEY (work_id, measure),
    CONSTRAINT gateway_usage_cost_has_a_source CHECK ((cost_nanos IS NULL) = (cost_source IS NULL)),
    CONSTRAINT gateway_usage_cost_source_known CHECK (cost_source IN ('WORKER', 'CATALOG')),
    CONSTRAINT gateway_usage_outcome_known CHECK (outcome IN ('SUCCEEDED', 'FAILED', 'LATE')),
    CONSTRAINT gateway_usage_provider_is_canonical CHECK (provider ~ '^[A-Z0-9][A-Z0-9_.-]{0,59}$')
);
COMMENT ON TABLE gateway_usage IS
    'What providers did for gateways without admission: nobody was charged here, but it is compared with invoices. Never changed';
COMMENT ON COLUMN gateway_usage.work_id IS 'Of one row of a file, which may have several measures';
COMMENT ON COLUMN gateway_usage.provider IS 'Who did it, upper case, as in usage_record';
COMMENT ON COLUMN gateway_usage.request_id IS 'The provider''s name for the work; null if it is not known';
COMMENT ON COLUMN gateway_usage.cost_nanos IS 'Nano-dollars that the provider is expected to charge; null if nobody knows';
COMMENT ON COLUMN gateway_usage.cost_source IS 'WORKER: as the gateway told. CATALOG: by the provider rate of its time';

CREATE INDEX gateway_usage_slice_index ON gateway_usage (provider, day);
CREATE UNIQUE INDEX gateway_usage_request_once ON gateway_usage (provider, request_id, measure) WHERE request_id IS NOT NULL;
CREATE TRIGGER gateway_usage_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gateway_usage
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is compared with invoices; without any work of gateways it costs one look into an empty index.
CREATE VIEW compared_work AS
    SELECT work_id, measure, at, day, provider, request_id, service, engine, quantity, cost_nanos, cost_source, charged_units, outcome,
           NULL::uuid AS gateway_import_id
      FROM usage_record
    UNION ALL
    SELECT work_id, measure, at, day, provider, request_id, service, engine, quantity, cost_nanos, cost_source, 0::not_negative, outcome, import_id
      FROM gateway_usage;
COMMENT ON VIEW compared_work IS 'The work that is compared with invoices: our usage records, and what gateways did without admission';
