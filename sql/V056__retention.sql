-- Retention: server-config/retention.sh archives closed rows that are older than a recorded horizon, as the owner of these tables.
-- Older servers: nothing is archived before the script records a horizon, and that shuts out the servers that know of none.

CREATE TABLE retention_horizon (
    day         date        NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    CONSTRAINT retention_horizon_pk PRIMARY KEY (day)
);
COMMENT ON TABLE retention_horizon IS 'Up to when closed rows are archived; the latest counts, and it never goes back';
COMMENT ON COLUMN retention_horizon.day IS 'What was closed before this day, UTC, is archived, or may be any moment';
COMMENT ON COLUMN retention_horizon.recorded_by IS 'The person who ran the script, and the role of the database';

CREATE TRIGGER retention_horizon_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON retention_horizon
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION retention_horizon_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- More than a charge may last (366 days), so that no invoice of today is about something that is archived.
    c_days CONSTANT int := 400;
BEGIN
    IF NEW.day > (credits_now() AT TIME ZONE 'UTC')::date - c_days THEN
        RAISE EXCEPTION 'the horizon % is too new: it has to be % days ago, on % or earlier', NEW.day, c_days,
            (credits_now() AT TIME ZONE 'UTC')::date - c_days USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.day <= (SELECT max(day) FROM retention_horizon) THEN
        RAISE EXCEPTION 'the horizon % is not later than the one that is recorded, %', NEW.day, (SELECT max(day) FROM retention_horizon)
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER retention_horizon_goes_on BEFORE INSERT ON retention_horizon
    FOR EACH ROW EXECUTE FUNCTION retention_horizon_goes_on();

CREATE TABLE retention_archive (
    file        text         NOT NULL,
    horizon     date         NOT NULL,
    row_count   not_negative NOT NULL,
    bytes       not_negative NOT NULL,
    sha256      digest       NOT NULL,
    archived_at timestamptz  NOT NULL,
    CONSTRAINT retention_archive_pk PRIMARY KEY (file),
    CONSTRAINT retention_archive_horizon_fk FOREIGN KEY (horizon) REFERENCES retention_horizon (day)
);
COMMENT ON TABLE retention_archive IS 'The files of archived rows; a file is recorded by the transaction that deletes its rows';
COMMENT ON COLUMN retention_archive.file IS 'Its name, without the folder';
COMMENT ON COLUMN retention_archive.row_count IS 'Rows of all tables in it, one a line';
COMMENT ON COLUMN retention_archive.bytes IS 'Of the file, compressed';
COMMENT ON COLUMN retention_archive.sha256 IS 'Of the file, compressed';

CREATE TRIGGER retention_archive_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON retention_archive
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE stripe_event_key (
    id text NOT NULL,
    CONSTRAINT stripe_event_key_pk PRIMARY KEY (id)
);
COMMENT ON TABLE stripe_event_key IS 'Ids of archived events of Stripe, for ever: one that comes again is not taken in again';
