-- The daily checkpoint covers the audit log as well.
-- Older servers: they take checkpoints without it, and the next one that covers it covers what came meanwhile.

CREATE TABLE audit_checkpoint (
    day       date         NOT NULL,
    previous  digest       NOT NULL,
    sequence  not_negative NOT NULL,
    hash      digest       NOT NULL,
    digest    digest       NOT NULL,
    signature bytea,
    key_id    digest,
    CONSTRAINT audit_checkpoint_pk PRIMARY KEY (day),
    CONSTRAINT audit_checkpoint_previous_unique UNIQUE (previous),
    CONSTRAINT audit_checkpoint_checkpoint_fk FOREIGN KEY (day) REFERENCES checkpoint (day),
    CONSTRAINT audit_checkpoint_signature_is_whole CHECK (num_nulls(signature, key_id) IN (0, 2))
);
COMMENT ON TABLE audit_checkpoint IS 'Where the chain of the audit log stood when the checkpoint of a day was taken';
COMMENT ON COLUMN audit_checkpoint.previous IS 'Digest of the audit checkpoint before, 32 zero bytes for the first';
COMMENT ON COLUMN audit_checkpoint.sequence IS 'Number of the last link; 0 if there was none';
COMMENT ON COLUMN audit_checkpoint.hash IS 'Of that link; 32 zero bytes if there was none';
COMMENT ON COLUMN audit_checkpoint.digest IS 'SHA-256 of its text, docs/security.md has its form';
COMMENT ON COLUMN audit_checkpoint.signature IS 'Ed25519; null if the service had no key';
COMMENT ON COLUMN audit_checkpoint.key_id IS 'SHA-256 of the public key (DER) that verifies the signature';

CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
