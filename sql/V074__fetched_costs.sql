-- Costs that providers tell by an API: how far each is fetched, and which import has which day.

ALTER TABLE invoice_import DROP CONSTRAINT invoice_import_source_known,
    ADD CONSTRAINT invoice_import_source_known CHECK (source IN ('REST', 'INBOX', 'API'));

CREATE TABLE invoice_fetch (
    api          text        NOT NULL,
    next_at      timestamptz NOT NULL,
    lease        uuid,
    lease_until  timestamptz,
    tried_at     timestamptz,
    succeeded_at timestamptz,
    failures     integer     NOT NULL DEFAULT 0,
    problem      text,
    detail       text,
    CONSTRAINT invoice_fetch_pk PRIMARY KEY (api),
    CONSTRAINT invoice_fetch_lease_has_an_end CHECK ((lease IS NULL) = (lease_until IS NULL)),
    CONSTRAINT invoice_fetch_problem_of_failures CHECK ((problem IS NULL) = (failures = 0) AND (problem IS NULL) = (detail IS NULL))
);
COMMENT ON TABLE invoice_fetch IS 'The APIs from which costs are fetched, each by one server at a time';
COMMENT ON COLUMN invoice_fetch.next_at IS 'When it is fetched from again';
COMMENT ON COLUMN invoice_fetch.lease IS 'Of the server that is at it; after lease_until another one may be';
COMMENT ON COLUMN invoice_fetch.tried_at IS 'The end of the last attempt';
COMMENT ON COLUMN invoice_fetch.succeeded_at IS 'The end of the last attempt that read all pages';
COMMENT ON COLUMN invoice_fetch.failures IS 'Attempts in a row that have failed since';

CREATE TABLE invoice_fetch_day (
    api        text        NOT NULL,
    day        date        NOT NULL,
    import_id  uuid        NOT NULL,
    sha256     text        NOT NULL,
    refused    boolean     NOT NULL,
    fetched_at timestamptz NOT NULL,
    CONSTRAINT invoice_fetch_day_pk PRIMARY KEY (api, day)
);
COMMENT ON TABLE invoice_fetch_day IS 'Days whose costs were told, in UTC';
COMMENT ON COLUMN invoice_fetch_day.import_id IS 'What has the day; of a day that was refused what has had it before, if anything has';
COMMENT ON COLUMN invoice_fetch_day.sha256 IS 'Of the day as it was told last, in hexadecimal';
COMMENT ON COLUMN invoice_fetch_day.refused IS 'Whether it was not imported';
COMMENT ON COLUMN invoice_fetch_day.fetched_at IS 'When it was told so first';

-- Older servers: fetch nothing, and show an import from an API as one that was sent.
