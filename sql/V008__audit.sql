-- Tamper evidence: runs of the verifier, and the daily checkpoints that its readers can hold the history against.

CREATE TABLE verification (
    id              uuid        NOT NULL,
    idempotency_key text        NOT NULL,
    fingerprint     bytea       NOT NULL,
    requested_by    uuid        NOT NULL,
    team_id         uuid,
    kind            text,
    status          text        NOT NULL DEFAULT 'RUNNING',
    accounts        bigint      NOT NULL DEFAULT 0,
    entries         bigint      NOT NULL DEFAULT 0,
    entries_total   bigint      NOT NULL DEFAULT 0,
    findings        json        NOT NULL DEFAULT '[]',
    started_at      timestamptz NOT NULL,
    alive_at        timestamptz NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT verification_pk PRIMARY KEY (id),
    CONSTRAINT verification_key_unique UNIQUE (idempotency_key),
    CONSTRAINT verification_kind_known CHECK (kind IN ('CREDITS', 'CREATIVE')),
    CONSTRAINT verification_status_known CHECK (status IN ('RUNNING', 'PASSED', 'FAILED', 'INTERRUPTED')),
    CONSTRAINT verification_ends CHECK ((status = 'RUNNING') = (ended_at IS NULL)),
    CONSTRAINT verification_failed_has_findings CHECK (status <> 'FAILED' OR json_array_length(findings) > 0),
    CONSTRAINT verification_passed_has_none CHECK (status <> 'PASSED' OR json_array_length(findings) = 0)
);
COMMENT ON TABLE verification IS 'Runs of the verifier; one at a time';
COMMENT ON COLUMN verification.team_id IS 'Only this team''s accounts; null for all';
COMMENT ON COLUMN verification.kind IS 'Only the team''s account of this kind; null for both';
COMMENT ON COLUMN verification.entries_total IS 'How many entries there were when it started';
COMMENT ON COLUMN verification.findings IS 'What differs, as JSON: the first bad entry of each account, the first accounts of many';
COMMENT ON COLUMN verification.alive_at IS 'When the server that runs it last said so; a run that is silent for too long is over';

CREATE UNIQUE INDEX verification_one_at_a_time ON verification ((true)) WHERE status = 'RUNNING';

CREATE TABLE checkpoint (
    day       date        NOT NULL,
    taken_at  timestamptz NOT NULL,
    previous  bytea       NOT NULL,
    accounts  bigint      NOT NULL,
    entries   bigint      NOT NULL,
    digest    bytea       NOT NULL,
    signature bytea,
    key_id    bytea,
    CONSTRAINT checkpoint_pk PRIMARY KEY (day),
    CONSTRAINT checkpoint_previous_unique UNIQUE (previous),
    CONSTRAINT checkpoint_previous_length CHECK (octet_length(previous) = 32),
    CONSTRAINT checkpoint_accounts_not_negative CHECK (accounts >= 0),
    CONSTRAINT checkpoint_entries_not_negative CHECK (entries >= 0),
    CONSTRAINT checkpoint_digest_length CHECK (octet_length(digest) = 32),
    CONSTRAINT checkpoint_signature_is_whole CHECK (num_nulls(signature, key_id) IN (0, 2))
);
COMMENT ON TABLE checkpoint IS 'One signed digest per UTC day of where every history stood';
COMMENT ON COLUMN checkpoint.previous IS 'Digest of the checkpoint before, 32 zero bytes for the first';
COMMENT ON COLUMN checkpoint.accounts IS 'Heads of this checkpoint: accounts with new entries since the one before';
COMMENT ON COLUMN checkpoint.entries IS 'Entries of all accounts that this checkpoint and those before it cover';
COMMENT ON COLUMN checkpoint.digest IS 'SHA-256 of the checkpoint''s text; server-config/README.md has its form';
COMMENT ON COLUMN checkpoint.signature IS 'Ed25519; null if the service had no key';
COMMENT ON COLUMN checkpoint.key_id IS 'SHA-256 of the public key (DER) that verifies the signature';

CREATE TABLE checkpoint_head (
    day               date   NOT NULL,
    account_id        bigint NOT NULL,
    team_id           uuid   NOT NULL,
    kind              text   NOT NULL,
    previous_sequence bigint NOT NULL,
    sequence          bigint NOT NULL,
    balance_micros    bigint NOT NULL,
    hash              bytea  NOT NULL,
    CONSTRAINT checkpoint_head_pk PRIMARY KEY (account_id, day),
    CONSTRAINT checkpoint_head_day_unique UNIQUE (day, account_id),
    -- The digest needs the heads, so they are written first.
    CONSTRAINT checkpoint_head_checkpoint_fk FOREIGN KEY (day) REFERENCES checkpoint (day) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT checkpoint_head_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT checkpoint_head_moves_on CHECK (previous_sequence >= 0 AND sequence > previous_sequence),
    CONSTRAINT checkpoint_head_hash_length CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE checkpoint_head IS 'Where the history of an account stood, for accounts with new entries since the checkpoint before';
COMMENT ON COLUMN checkpoint_head.previous_sequence IS 'The account''s sequence in its head before, 0 for the first';
COMMENT ON COLUMN checkpoint_head.sequence IS 'Number of its last entry then';
COMMENT ON COLUMN checkpoint_head.balance_micros IS 'Micros; balance after that entry';
COMMENT ON COLUMN checkpoint_head.hash IS 'Hash of that entry';

CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_head_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
