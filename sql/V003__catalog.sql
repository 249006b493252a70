-- The catalogue (D11): what customers pay and what providers charge. Versions are only ever added: a version and its
-- rows are inserted in one transaction and never change.

CREATE TABLE catalog_version (
    version                  integer     NOT NULL,
    effective_from           timestamptz NOT NULL,
    chat_hold_ceiling_micros bigint      NOT NULL,
    typical_input_tokens     bigint      NOT NULL,
    typical_output_tokens    bigint      NOT NULL,
    idempotency_key          text,
    fingerprint              bytea,
    created_by               uuid        NOT NULL,
    created_at               timestamptz NOT NULL,
    CONSTRAINT catalog_version_pk PRIMARY KEY (version),
    CONSTRAINT catalog_version_key_once UNIQUE (idempotency_key),
    CONSTRAINT catalog_version_key_has_fingerprint CHECK ((idempotency_key IS NULL) = (fingerprint IS NULL)),
    CONSTRAINT catalog_version_positive CHECK (version > 0),
    CONSTRAINT catalog_version_ceiling_positive CHECK (chat_hold_ceiling_micros > 0),
    CONSTRAINT catalog_version_typical_positive CHECK (typical_input_tokens >= 0 AND typical_output_tokens >= 0)
);
CREATE INDEX catalog_version_effective ON catalog_version (effective_from DESC, version DESC);
COMMENT ON TABLE catalog_version IS 'One price list; at any time the one with the latest effective_from that has passed holds, of equal ones the highest version';
COMMENT ON COLUMN catalog_version.chat_hold_ceiling_micros IS 'Most that the hold of one chat message takes, in micro-credits (D6)';
COMMENT ON COLUMN catalog_version.typical_input_tokens IS 'Input of the typical message, in tokens (D17)';
COMMENT ON COLUMN catalog_version.typical_output_tokens IS 'Output of the typical message, in tokens (D17)';
COMMENT ON COLUMN catalog_version.idempotency_key IS 'Key of the request that made it; null for versions that came with a migration';
COMMENT ON COLUMN catalog_version.created_by IS 'Who published it; all zeros for a migration';
COMMENT ON COLUMN catalog_version.fingerprint IS 'SHA-256 of that request';

CREATE TABLE package (
    version        integer NOT NULL,
    position       integer NOT NULL,
    code           text    NOT NULL,
    credits_micros bigint  NOT NULL,
    price_micros   bigint  NOT NULL,
    CONSTRAINT package_pk PRIMARY KEY (version, position),
    CONSTRAINT package_code_once UNIQUE (version, code),
    CONSTRAINT package_of_version FOREIGN KEY (version) REFERENCES catalog_version (version),
    CONSTRAINT package_credits_positive CHECK (credits_micros > 0),
    CONSTRAINT package_price_positive CHECK (price_micros > 0)
);
COMMENT ON TABLE package IS 'Credits that are sold together (S2)';
COMMENT ON COLUMN package.position IS 'Order in which packages are offered, from 0';
COMMENT ON COLUMN package.credits_micros IS 'What the buyer gets, in micro-credits (1 credit = 1,000,000)';
COMMENT ON COLUMN package.price_micros IS 'What the buyer pays, in nano-dollars (1 USD = 1,000,000,000)';

CREATE TABLE rate (
    version              integer NOT NULL,
    position             integer NOT NULL,
    service              text    NOT NULL,
    engine               text    NOT NULL,
    per                  text    NOT NULL,
    unit_size            bigint  NOT NULL,
    price_micros         bigint  NOT NULL,
    unit                 text    NOT NULL,
    billing              text    NOT NULL,
    minimum              bigint  NOT NULL,
    maximum              bigint  NOT NULL,
    enabled              boolean NOT NULL,
    hold_timeout_seconds bigint  NOT NULL,
    CONSTRAINT rate_pk PRIMARY KEY (version, position),
    CONSTRAINT rate_once UNIQUE (version, service, engine, per),
    CONSTRAINT rate_of_version FOREIGN KEY (version) REFERENCES catalog_version (version),
    CONSTRAINT rate_per_known CHECK (per IN ('IMAGE', 'SECOND', 'CHARACTER', 'INPUT_TOKEN', 'OUTPUT_TOKEN')),
    CONSTRAINT rate_unit_known CHECK (unit IN ('CREDITS', 'USD')),
    CONSTRAINT rate_billing_known CHECK (billing IN ('PRO_RATA', 'STARTED')),
    CONSTRAINT rate_unit_size_positive CHECK (unit_size > 0),
    CONSTRAINT rate_price_not_negative CHECK (price_micros >= 0),
    CONSTRAINT rate_range CHECK (0 <= minimum AND minimum <= maximum),
    CONSTRAINT rate_hold_timeout_positive CHECK (hold_timeout_seconds > 0)
);
COMMENT ON TABLE rate IS 'What a service costs by an engine (S6 to S11)';
COMMENT ON COLUMN rate.position IS 'Order of the list from 0; among engines of equal price AUTO takes the first (D10)';
COMMENT ON COLUMN rate.engine IS 'DEFAULT for services with one engine and for chat models without a rate of their own';
COMMENT ON COLUMN rate.per IS 'What is counted';
COMMENT ON COLUMN rate.unit_size IS 'How many of it price_micros buys';
COMMENT ON COLUMN rate.price_micros IS 'Price of unit_size, in micro-credits or nano-dollars, which are worth the same (D3)';
COMMENT ON COLUMN rate.billing IS 'PRO_RATA: by the part used; STARTED: each started unit in full (S9)';
COMMENT ON COLUMN rate.minimum IS 'Smallest quantity of a request, in the unit counted';
COMMENT ON COLUMN rate.maximum IS 'Largest quantity of a request, in the unit counted';
COMMENT ON COLUMN rate.hold_timeout_seconds IS 'How long admitted work may take until its hold is released, in seconds (D4)';

CREATE TABLE provider_rate (
    version        integer     NOT NULL,
    position       integer     NOT NULL,
    provider       text        NOT NULL,
    service        text        NOT NULL,
    engine         text        NOT NULL,
    per            text        NOT NULL,
    unit_size      bigint      NOT NULL,
    cost_nanos     bigint      NOT NULL,
    effective_from timestamptz NOT NULL,
    effective_to   timestamptz,
    CONSTRAINT provider_rate_pk PRIMARY KEY (version, position),
    CONSTRAINT provider_rate_once UNIQUE (version, provider, service, engine, per, effective_from),
    CONSTRAINT provider_rate_of_version FOREIGN KEY (version) REFERENCES catalog_version (version),
    CONSTRAINT provider_rate_per_known CHECK (per IN ('IMAGE', 'SECOND', 'CHARACTER', 'INPUT_TOKEN', 'OUTPUT_TOKEN')),
    CONSTRAINT provider_rate_unit_size_positive CHECK (unit_size > 0),
    CONSTRAINT provider_rate_cost_not_negative CHECK (cost_nanos >= 0),
    CONSTRAINT provider_rate_dates CHECK (effective_to > effective_from)
);
COMMENT ON TABLE provider_rate IS 'What a provider charges us, for reconciliation and margins';
COMMENT ON COLUMN provider_rate.unit_size IS 'How many of what is counted cost_nanos buys';
COMMENT ON COLUMN provider_rate.cost_nanos IS 'Cost of unit_size, in nano-dollars';
COMMENT ON COLUMN provider_rate.effective_to IS 'Exclusive; null while it holds';

-- A row added to an older version would change that version: rows come in the transaction that makes the version.
CREATE FUNCTION catalog_refuse_addition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM catalog_version v
                    WHERE v.version = NEW.version AND v.xmin = pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION 'the catalogue is append-only: version % is complete', NEW.version
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER catalog_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER package_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON package
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rate
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER provider_rate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_rate
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER package_with_its_version BEFORE INSERT ON package
    FOR EACH ROW EXECUTE FUNCTION catalog_refuse_addition();
CREATE TRIGGER rate_with_its_version BEFORE INSERT ON rate
    FOR EACH ROW EXECUTE FUNCTION catalog_refuse_addition();
CREATE TRIGGER provider_rate_with_its_version BEFORE INSERT ON provider_rate
    FOR EACH ROW EXECUTE FUNCTION catalog_refuse_addition();
