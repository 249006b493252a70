-- What operators leave out of the comparison, each with a reason: SKUs and accounts that are none of our work.
-- Older servers: they know none of it, and compare such lines as before.

CREATE TABLE reconciliation_ignore (
    provider   text        NOT NULL,
    what       text        NOT NULL,
    name       text        NOT NULL,
    reason     text        NOT NULL,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT reconciliation_ignore_pk PRIMARY KEY (provider, what, name),
    CONSTRAINT reconciliation_ignore_what_known CHECK (what IN ('SKU', 'ACCOUNT')),
    CONSTRAINT reconciliation_ignore_name_is_upper_case CHECK (name = upper(name))
);
COMMENT ON TABLE reconciliation_ignore IS 'SKUs and accounts of providers that are not compared from the next run on';
COMMENT ON COLUMN reconciliation_ignore.name IS 'The SKU or account, upper case';

CREATE TABLE reconciliation_ignore_change (
    id       uuid        NOT NULL,
    provider text        NOT NULL,
    what     text        NOT NULL,
    name     text        NOT NULL,
    at       timestamptz NOT NULL,
    by       uuid        NOT NULL,
    reason   text,
    CONSTRAINT reconciliation_ignore_change_pk PRIMARY KEY (id)
);
COMMENT ON TABLE reconciliation_ignore_change IS 'Who left out what, and who compares it again';
COMMENT ON COLUMN reconciliation_ignore_change.reason IS 'Null if it is compared again';
CREATE TRIGGER reconciliation_ignore_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reconciliation_ignore_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE reconciliation_ignored (
    run_id   uuid NOT NULL,
    provider text NOT NULL,
    what     text NOT NULL,
    name     text NOT NULL,
    reason   text NOT NULL,
    CONSTRAINT reconciliation_ignored_pk PRIMARY KEY (run_id, provider, what, name)
);
COMMENT ON TABLE reconciliation_ignored IS 'What a run leaves out, as it was when the run began';

CREATE TABLE reconciliation_ignored_sum (
    run_id   uuid   NOT NULL,
    provider text   NOT NULL,
    day      date   NOT NULL,
    what     text   NOT NULL,
    name     text   NOT NULL,
    currency text   NOT NULL,
    rows     bigint NOT NULL,
    nanos    bigint NOT NULL,
    CONSTRAINT reconciliation_ignored_sum_pk PRIMARY KEY (run_id, provider, day, what, name, currency)
);
COMMENT ON TABLE reconciliation_ignored_sum IS 'What a run left out, by day';
COMMENT ON COLUMN reconciliation_ignored_sum.nanos IS '1e-9 of the currency';
