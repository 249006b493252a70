-- A version that nobody has been charged by yet can be withdrawn: that is a row of its own, since versions never change (D11).

CREATE TABLE catalog_withdrawal (
    version      integer     NOT NULL,
    withdrawn_by uuid        NOT NULL,
    withdrawn_at timestamptz NOT NULL,
    CONSTRAINT catalog_withdrawal_pk PRIMARY KEY (version),
    CONSTRAINT catalog_withdrawal_of_version FOREIGN KEY (version) REFERENCES catalog_version (version)
);
COMMENT ON TABLE catalog_withdrawal IS 'Versions that never hold: each was withdrawn before it took effect, and its number is not used again';

CREATE FUNCTION catalog_refuse_late_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM catalog_version v WHERE v.version = NEW.version AND v.effective_from <= NEW.withdrawn_at) THEN
        RAISE EXCEPTION 'the catalogue is append-only: version % is in effect', NEW.version
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER catalog_withdrawal_in_time BEFORE INSERT ON catalog_withdrawal
    FOR EACH ROW EXECUTE FUNCTION catalog_refuse_late_withdrawal();
CREATE TRIGGER catalog_withdrawal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
