-- The audit log: who did what to which object, from where, before and after. The line of a change is written by the transaction that
-- makes the change. Lines are linked to one chain afterwards, so that no change waits for another one.
-- Older servers: they write no lines, and what they do while versions are mixed is not in the log.

CREATE TABLE audit_line (
    id              uuid   NOT NULL,
    content         json   NOT NULL,
    at_epoch_micros bigint NOT NULL GENERATED ALWAYS AS ((content ->> 'atMicros')::bigint) STORED,
    action          text   NOT NULL GENERATED ALWAYS AS (content ->> 'action') STORED,
    outcome         text   NOT NULL GENERATED ALWAYS AS (content ->> 'outcome') STORED,
    team_id         uuid   GENERATED ALWAYS AS ((content ->> 'teamId')::uuid) STORED,
    person_id       uuid   GENERATED ALWAYS AS ((content ->> 'personId')::uuid) STORED,
    object_id       text   GENERATED ALWAYS AS (content ->> 'objectId') STORED,
    CONSTRAINT audit_line_pk PRIMARY KEY (id),
    CONSTRAINT audit_line_id_is_its_contents CHECK (id::text = content ->> 'id'),
    CONSTRAINT audit_line_outcome_known CHECK (outcome IN ('DONE', 'REFUSED'))
);
COMMENT ON TABLE audit_line IS 'The audit log, append-only: one row for each privileged or money-moving action, each refused attempt, sign-in and export';
COMMENT ON COLUMN audit_line.content IS
    'The whole line as JSON, as its hash covers it. Personal values stand here as {"digest"} of their rows in audit_personal';
COMMENT ON COLUMN audit_line.at_epoch_micros IS 'Microseconds since 1970';
COMMENT ON COLUMN audit_line.person_id IS 'The person who did it; null for a service without one, for the platform itself and for callers who are not known';

CREATE INDEX audit_line_team_index ON audit_line (team_id, id) WHERE team_id IS NOT NULL;
CREATE INDEX audit_line_person_index ON audit_line (person_id, id) WHERE person_id IS NOT NULL;

CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE audit_personal (
    line_id   uuid   NOT NULL,
    digest    digest NOT NULL,
    person_id uuid,
    salt      bytea  NOT NULL,
    value     text   NOT NULL,
    CONSTRAINT audit_personal_pk PRIMARY KEY (line_id, digest),
    CONSTRAINT audit_personal_line_fk FOREIGN KEY (line_id) REFERENCES audit_line (id),
    CONSTRAINT audit_personal_salt_length CHECK (octet_length(salt) = 16)
);
COMMENT ON TABLE audit_personal IS
    'Names, addresses and user agents of the audit log, apart from it, so that they can be erased: lines and chain keep digests';
COMMENT ON COLUMN audit_personal.digest IS 'SHA-256 over salt and value; without the salt nobody can try values out';
COMMENT ON COLUMN audit_personal.person_id IS 'Whom it is about; null if that is not known';

CREATE INDEX audit_personal_person_index ON audit_personal (person_id) WHERE person_id IS NOT NULL;

-- Rows may be erased, and nothing else.
CREATE TRIGGER audit_personal_unchanged BEFORE UPDATE OR TRUNCATE ON audit_personal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE audit_link (
    sequence bigint NOT NULL,
    line_id  uuid   NOT NULL,
    hash     digest NOT NULL,
    CONSTRAINT audit_link_pk PRIMARY KEY (sequence),
    CONSTRAINT audit_link_line_unique UNIQUE (line_id),
    CONSTRAINT audit_link_line_fk FOREIGN KEY (line_id) REFERENCES audit_line (id),
    CONSTRAINT audit_link_sequence_positive CHECK (sequence > 0)
);
COMMENT ON TABLE audit_link IS 'The chain of the audit log, append-only: its lines in the order in which they were linked';
COMMENT ON COLUMN audit_link.sequence IS 'From 1 without gaps';
COMMENT ON COLUMN audit_link.hash IS 'SHA-256 over the hash before (32 zero bytes for the first), the sequence, a bar and the content of the line';

CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE audit_unlinked (
    line_id uuid NOT NULL,
    CONSTRAINT audit_unlinked_pk PRIMARY KEY (line_id),
    CONSTRAINT audit_unlinked_line_fk FOREIGN KEY (line_id) REFERENCES audit_line (id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
COMMENT ON TABLE audit_unlinked IS 'Lines that are to be linked to the chain';

CREATE FUNCTION audit_line_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_unlinked (line_id) VALUES (NEW.id);
    RETURN NEW;
END $$;
CREATE TRIGGER audit_line_waits AFTER INSERT ON audit_line FOR EACH ROW EXECUTE FUNCTION audit_line_waits();
