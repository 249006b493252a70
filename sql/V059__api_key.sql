-- API keys of machines. A key is known by the hash of its secret, which nobody can turn back.
-- Older servers: know no keys, and refuse them as tokens that nobody has signed.

CREATE TABLE api_key (
    id              uuid        NOT NULL,
    team_id         uuid,
    name            text        NOT NULL,
    scopes          text[]      NOT NULL,
    secret_hash     text        NOT NULL,
    beginning       text        NOT NULL,
    made_by         uuid        NOT NULL,
    made_at         timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    replaces        uuid,
    revoked_by      uuid,
    revoked_at      timestamptz,
    used_at         timestamptz,
    used_from       text,
    idempotency_key text        NOT NULL,
    fingerprint     bytea       NOT NULL,
    CONSTRAINT api_key_pk PRIMARY KEY (id),
    CONSTRAINT api_key_team_fk FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT api_key_replaces_fk FOREIGN KEY (replaces) REFERENCES api_key (id),
    CONSTRAINT api_key_secret_unique UNIQUE (secret_hash),
    CONSTRAINT api_key_once UNIQUE NULLS NOT DISTINCT (team_id, idempotency_key),
    CONSTRAINT api_key_replaced_once UNIQUE (replaces),
    CONSTRAINT api_key_name_is_short CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT api_key_scopes_are_known
        CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['METER', 'READ', 'PURCHASE', 'REPORT', 'RECONCILE', 'OPERATE']),
    CONSTRAINT api_key_of_a_team_reports_nothing CHECK (team_id IS NULL OR scopes <@ ARRAY['METER', 'READ', 'PURCHASE']),
    CONSTRAINT api_key_ends_after_it_was_made CHECK (expires_at >= made_at),
    CONSTRAINT api_key_revoked_by_somebody CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
);
COMMENT ON TABLE api_key IS 'Keys with which machines call the API; a key that has ended stays, as the record of what it was';
COMMENT ON COLUMN api_key.team_id IS 'The only team in which it acts; null for a key of the platform';
COMMENT ON COLUMN api_key.secret_hash IS 'SHA-256 of the whole key, in hexadecimal';
COMMENT ON COLUMN api_key.beginning IS 'Its first characters, by which people tell keys apart';
COMMENT ON COLUMN api_key.made_by IS 'The person; purchases by the key are in that name';
COMMENT ON COLUMN api_key.expires_at IS 'When it ends by itself; earlier once another key replaces it';
COMMENT ON COLUMN api_key.replaces IS 'The key that this one took the place of';
COMMENT ON COLUMN api_key.used_at IS 'When it was last used, as late as the next note of it';
COMMENT ON COLUMN api_key.used_from IS 'The address from which it was used then';
