-- Reconciliation: runs of the job, what it works with, and the breaks it finds.

CREATE TABLE reconciliation_run (
    id              uuid            NOT NULL,
    idempotency_key idempotency_key NOT NULL,
    fingerprint     digest          NOT NULL,
    trigger         text            NOT NULL,
    requested_by    uuid,
    provider        text,
    from_day        date            NOT NULL,
    to_day          date            NOT NULL,
    catalog_version int             NOT NULL,
    terms           json            NOT NULL,
    status          text            NOT NULL DEFAULT 'RUNNING',
    problem         text,
    starts          int             NOT NULL DEFAULT 0,
    execution_id    bigint,
    started_at      timestamptz     NOT NULL,
    alive_at        timestamptz     NOT NULL,
    ended_at        timestamptz,
    report          json,
    CONSTRAINT reconciliation_run_pk PRIMARY KEY (id),
    CONSTRAINT reconciliation_run_key_unique UNIQUE (idempotency_key),
    CONSTRAINT reconciliation_run_trigger_known CHECK (trigger IN ('NIGHTLY', 'OPERATOR')),
    CONSTRAINT reconciliation_run_days CHECK (to_day > from_day),
    CONSTRAINT reconciliation_run_status_known CHECK (status IN ('RUNNING', 'COMPLETED', 'FAILED')),
    CONSTRAINT reconciliation_run_ends CHECK ((status = 'RUNNING') = (ended_at IS NULL)),
    CONSTRAINT reconciliation_run_completed_has_a_report CHECK ((status = 'COMPLETED') = (report IS NOT NULL)),
    CONSTRAINT reconciliation_run_failed_has_a_problem CHECK ((status = 'FAILED') = (problem IS NOT NULL))
);
COMMENT ON TABLE reconciliation_run IS 'Runs of the reconciliation job, one at a time in all servers';
COMMENT ON COLUMN reconciliation_run.provider IS 'Only this one; null for all';
COMMENT ON COLUMN reconciliation_run.to_day IS 'Exclusive, as all days here UTC';
COMMENT ON COLUMN reconciliation_run.catalog_version IS 'Whose provider rates say what a SKU is';
COMMENT ON COLUMN reconciliation_run.terms IS 'Tolerance and expected tax by provider, as they were set when it started';
COMMENT ON COLUMN reconciliation_run.starts IS 'How often the job was started or restarted for it';
COMMENT ON COLUMN reconciliation_run.execution_id IS 'The latest execution in the job repository';
COMMENT ON COLUMN reconciliation_run.alive_at IS 'When the server that works on it last said so; a run that is silent for too long is restarted by any server';

CREATE UNIQUE INDEX reconciliation_run_one_at_a_time ON reconciliation_run ((true)) WHERE status = 'RUNNING';

CREATE TABLE reconciliation_step (
    run_id        uuid         NOT NULL,
    step          text         NOT NULL,
    status        text         NOT NULL DEFAULT 'WAITING',
    rows_expected not_negative NOT NULL DEFAULT 0,
    rows_done     not_negative NOT NULL DEFAULT 0,
    CONSTRAINT reconciliation_step_pk PRIMARY KEY (run_id, step),
    CONSTRAINT reconciliation_step_known CHECK (step IN ('STAGE', 'MATCH', 'CLASSIFY', 'AUDIT', 'REPORT')),
    CONSTRAINT reconciliation_step_status_known CHECK (status IN ('WAITING', 'RUNNING', 'DONE'))
);
COMMENT ON TABLE reconciliation_step IS 'How far a run is; the match step''s rows are counted in its slices';

CREATE TABLE reconciliation_source (
    run_id    uuid NOT NULL,
    import_id uuid NOT NULL,
    CONSTRAINT reconciliation_source_pk PRIMARY KEY (run_id, import_id)
);
COMMENT ON TABLE reconciliation_source IS 'The invoice files that a run goes by: those that counted when it began';

CREATE TABLE reconciliation_provider (
    run_id     uuid    NOT NULL,
    provider   text    NOT NULL,
    by_request boolean NOT NULL DEFAULT false,
    merged     boolean NOT NULL DEFAULT false,
    CONSTRAINT reconciliation_provider_pk PRIMARY KEY (run_id, provider)
);
COMMENT ON TABLE reconciliation_provider IS 'The providers of a run';
COMMENT ON COLUMN reconciliation_provider.by_request IS 'Whether it names requests anywhere: then what it never billed is missed request by request';
COMMENT ON COLUMN reconciliation_provider.merged IS 'Whether its requests are ready for the classify step';

CREATE TABLE reconciliation_covered (
    run_id    uuid NOT NULL,
    provider  text NOT NULL,
    first_day date NOT NULL,
    last_day  date NOT NULL,
    CONSTRAINT reconciliation_covered_pk PRIMARY KEY (run_id, provider, first_day)
);
COMMENT ON TABLE reconciliation_covered IS 'The days that a provider''s invoices are about; usage of other days still waits for one';

CREATE TABLE reconciliation_correction (
    run_id     uuid   NOT NULL,
    import_id  uuid   NOT NULL,
    line       bigint NOT NULL,
    provider   text   NOT NULL,
    day        date   NOT NULL,
    last_day   date   NOT NULL,
    sku        text,
    measure    measure,
    request_id text,
    CONSTRAINT reconciliation_correction_pk PRIMARY KEY (run_id, import_id, line)
);
COMMENT ON TABLE reconciliation_correction IS 'Lines that correct a charge by its key, with what they take over from it';
CREATE INDEX reconciliation_correction_index ON reconciliation_correction (run_id, provider, day);

CREATE TABLE reconciliation_sku (
    run_id       uuid    NOT NULL,
    provider     text    NOT NULL,
    sku          text    NOT NULL,
    line_measure text    NOT NULL,
    measure      measure NOT NULL,
    service      text    NOT NULL,
    engine       text    NOT NULL,
    CONSTRAINT reconciliation_sku_pk PRIMARY KEY (run_id, provider, sku, line_measure)
);
COMMENT ON TABLE reconciliation_sku IS 'What an invoice line is about, by its SKU and measure';
COMMENT ON COLUMN reconciliation_sku.sku IS 'Upper case';
COMMENT ON COLUMN reconciliation_sku.line_measure IS 'The line''s measure, ? for a line without one; that is known where the SKU has one measure only';

CREATE TABLE reconciliation_group (
    run_id     uuid    NOT NULL,
    provider   text    NOT NULL,
    service    text    NOT NULL,
    engine     text    NOT NULL,
    measure    measure NOT NULL,
    by_request boolean NOT NULL,
    CONSTRAINT reconciliation_group_pk PRIMARY KEY (run_id, provider, service, engine, measure)
);
COMMENT ON TABLE reconciliation_group IS 'What is compared with each other: service, engine and measure of a provider';
COMMENT ON COLUMN reconciliation_group.by_request IS 'Whether the provider names requests, so that each piece of work is compared; else the sums of a day are';

CREATE TABLE reconciliation_slice (
    run_id     uuid         NOT NULL,
    provider   text         NOT NULL,
    day        date         NOT NULL,
    usage_rows not_negative NOT NULL,
    line_rows  not_negative NOT NULL,
    done       boolean      NOT NULL DEFAULT false,
    problem    text,
    CONSTRAINT reconciliation_slice_pk PRIMARY KEY (run_id, provider, day),
    CONSTRAINT reconciliation_slice_skipped_is_done CHECK (problem IS NULL OR done)
);
COMMENT ON TABLE reconciliation_slice IS 'The pieces of the match step: one day of one provider, with days around the window for what fell into them';
COMMENT ON COLUMN reconciliation_slice.problem IS 'Why it was skipped';

CREATE TABLE reconciliation_matched (
    run_id         uuid         NOT NULL,
    provider       text         NOT NULL,
    day            date         NOT NULL,
    service        text         NOT NULL,
    engine         text         NOT NULL,
    measure        measure      NOT NULL,
    records        not_negative NOT NULL,
    recorded_nanos bigint       NOT NULL,
    billed_nanos   bigint       NOT NULL,
    CONSTRAINT reconciliation_matched_pk PRIMARY KEY (run_id, provider, day, service, engine, measure)
);
COMMENT ON TABLE reconciliation_matched IS 'Sums of the requests that agree within the tolerance';

CREATE TABLE reconciliation_unmatched (
    run_id            uuid   NOT NULL,
    provider          text   NOT NULL,
    request_id        text   NOT NULL,
    measure           text   NOT NULL,
    day               date   NOT NULL,
    recorded_rows     bigint NOT NULL,
    outcome           text,
    recorded_service  text,
    recorded_engine   text,
    recorded_quantity numeric,
    recorded_nanos    bigint,
    uncosted_rows     bigint NOT NULL,
    billed_rows       bigint NOT NULL,
    corrections       bigint NOT NULL,
    billed_service    text,
    billed_engine     text,
    sku               text,
    currency          text,
    billed_quantity   numeric,
    unquantified_rows bigint NOT NULL,
    billed_nanos      bigint,
    again_rows        bigint NOT NULL,
    again_quantity    numeric,
    again_nanos       bigint,
    CONSTRAINT reconciliation_unmatched_pk PRIMARY KEY (run_id, provider, request_id, measure, day)
);
COMMENT ON TABLE reconciliation_unmatched IS 'Requests that do not agree on the day, for the classify step; either side may be missing, or be on another day';
COMMENT ON COLUMN reconciliation_unmatched.measure IS '? for a line whose measure is not known';
COMMENT ON COLUMN reconciliation_unmatched.again_rows IS 'Lines that repeat another one of the request';

CREATE TABLE reconciliation_request (
    run_id            uuid   NOT NULL,
    provider          text   NOT NULL,
    request_id        text   NOT NULL,
    measure           text   NOT NULL,
    recorded_day      date,
    billed_day        date,
    recorded_rows     bigint NOT NULL,
    outcome           text,
    service           text,
    engine            text,
    recorded_quantity numeric,
    recorded_nanos    bigint,
    billed_rows       bigint NOT NULL,
    corrections       bigint NOT NULL,
    known_sku         boolean NOT NULL,
    sku               text,
    currency          text,
    billed_quantity   numeric,
    billed_nanos      bigint,
    again_rows        bigint NOT NULL,
    again_quantity    numeric,
    again_nanos       bigint NOT NULL,
    matched_day       date,
    CONSTRAINT reconciliation_request_pk PRIMARY KEY (run_id, provider, request_id, measure)
);
COMMENT ON TABLE reconciliation_request IS 'Both sides of a request that did not agree on the day, all days together';
COMMENT ON COLUMN reconciliation_request.measure IS '* if a line does not say what it counts and the request has several measures';
COMMENT ON COLUMN reconciliation_request.recorded_nanos IS 'Null if a cost is not known';
COMMENT ON COLUMN reconciliation_request.billed_quantity IS 'Null if a quantity is not told';
COMMENT ON COLUMN reconciliation_request.matched_day IS 'Where the request is recorded if that agreed with another line already';

CREATE TABLE reconciliation_total (
    run_id        uuid    NOT NULL,
    provider      text    NOT NULL,
    day           date    NOT NULL,
    last_day      date    NOT NULL,
    service       text    NOT NULL,
    engine        text    NOT NULL,
    measure       text    NOT NULL,
    side          text    NOT NULL,
    label         text    NOT NULL,
    rows          bigint  NOT NULL,
    quantity      numeric,
    missing_rows  bigint  NOT NULL,
    nanos         bigint  NOT NULL,
    again_rows    bigint  NOT NULL DEFAULT 0,
    again_quantity numeric,
    again_nanos   bigint  NOT NULL DEFAULT 0,
    CONSTRAINT reconciliation_total_pk PRIMARY KEY (run_id, provider, service, engine, measure, day, last_day, side, label),
    CONSTRAINT reconciliation_total_side_known CHECK (side IN ('RECORDED', 'BILLED'))
);
COMMENT ON TABLE reconciliation_total IS 'Sums of a day where the provider names no requests';
COMMENT ON COLUMN reconciliation_total.service IS 'Empty for a line whose SKU is not in the catalogue; then engine is the SKU';
COMMENT ON COLUMN reconciliation_total.label IS 'Of RECORDED the outcome, of BILLED the currency';
COMMENT ON COLUMN reconciliation_total.missing_rows IS 'Of RECORDED those without a cost, of BILLED those without a quantity';

CREATE TABLE reconciliation_accounted (
    run_id     uuid   NOT NULL,
    provider   text   NOT NULL,
    day        date   NOT NULL,
    kind       text   NOT NULL,
    invoice_id text   NOT NULL,
    currency   text   NOT NULL,
    rows       bigint NOT NULL,
    nanos      bigint NOT NULL,
    CONSTRAINT reconciliation_accounted_pk PRIMARY KEY (run_id, provider, day, kind, invoice_id, currency)
);
COMMENT ON TABLE reconciliation_accounted IS 'All lines by their kind: what the invoices add up to';

CREATE TABLE reconciliation_finding (
    run_id            uuid   NOT NULL,
    provider          text   NOT NULL,
    cause             text   NOT NULL,
    key               text   NOT NULL,
    day               date   NOT NULL,
    service           text,
    engine            text,
    measure           text,
    sku               text,
    request_id        text,
    invoice_id        text,
    currency          text   NOT NULL,
    recorded_quantity numeric,
    billed_quantity   numeric,
    recorded_nanos    bigint,
    billed_nanos      bigint,
    variance_nanos    bigint NOT NULL,
    records           bigint NOT NULL,
    CONSTRAINT reconciliation_finding_pk PRIMARY KEY (run_id, provider, cause, key),
    CONSTRAINT reconciliation_finding_cause_known CHECK (cause IN ('MATCHED', 'BILLED_NOT_RECORDED', 'RECORDED_NOT_BILLED', 'QUANTITY',
        'PRICE', 'DUPLICATE', 'FAILED_BUT_BILLED', 'LATE_BUT_BILLED', 'LATE_USAGE', 'CURRENCY', 'TAX', 'ROUNDING', 'UNKNOWN_SKU'))
);
COMMENT ON TABLE reconciliation_finding IS 'What a run found; MATCHED is what agrees after a second look, and no break';
COMMENT ON COLUMN reconciliation_finding.key IS 'What it is about, the same in every run';
COMMENT ON COLUMN reconciliation_finding.variance_nanos IS '1e-9 of the provider''s currency that was billed too much by this cause, negative for too little';

CREATE TABLE reconciliation_break (
    id              uuid        NOT NULL,
    provider        text        NOT NULL,
    cause           text        NOT NULL,
    key             text        NOT NULL,
    day             date        NOT NULL,
    variance_nanos  bigint      NOT NULL,
    currency        text        NOT NULL,
    state           text        NOT NULL DEFAULT 'OPEN',
    owner           text,
    note            text,
    first_seen_at   timestamptz NOT NULL,
    first_run       uuid        NOT NULL,
    last_run        uuid        NOT NULL,
    resolved_by_run uuid,
    CONSTRAINT reconciliation_break_pk PRIMARY KEY (id),
    CONSTRAINT reconciliation_break_unique UNIQUE (provider, cause, key),
    CONSTRAINT reconciliation_break_state_known CHECK (state IN ('OPEN', 'ACCEPTED', 'DISPUTED', 'RESOLVED')),
    CONSTRAINT reconciliation_break_closed_is_resolved CHECK (resolved_by_run IS NULL OR state = 'RESOLVED')
);
COMMENT ON TABLE reconciliation_break IS 'Differences as people work through them; each keeps its age through the runs';
COMMENT ON COLUMN reconciliation_break.id IS 'Made of provider, cause and key, so that it is the same whoever finds it';
COMMENT ON COLUMN reconciliation_break.resolved_by_run IS 'The run that did not find it any more; null if a person resolved it';

CREATE INDEX reconciliation_break_open_index ON reconciliation_break (provider, day) WHERE state <> 'RESOLVED';

CREATE TABLE reconciliation_break_change (
    break_id uuid        NOT NULL,
    at       timestamptz NOT NULL,
    by       uuid,
    run_id   uuid,
    state    text        NOT NULL,
    owner    text,
    note     text,
    CONSTRAINT reconciliation_break_change_break_fk FOREIGN KEY (break_id) REFERENCES reconciliation_break (id),
    CONSTRAINT reconciliation_break_change_has_an_author CHECK (num_nonnulls(by, run_id) = 1)
);
COMMENT ON TABLE reconciliation_break_change IS 'Who set a break to what: a person, or a run';
CREATE INDEX reconciliation_break_change_index ON reconciliation_break_change (break_id, at);
CREATE TRIGGER reconciliation_break_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation_break_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE INDEX invoice_line_correction_index ON invoice_line (import_id) WHERE correction_of IS NOT NULL;
