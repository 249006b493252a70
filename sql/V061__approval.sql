-- What somebody asks for and another person approves or refuses.
-- Older servers: they know nothing of it; raises that are to end while only they run end when a newer one runs.

CREATE DOMAIN approval_state AS text CONSTRAINT approval_state_known CHECK (VALUE IN ('ASKED', 'APPROVED', 'REFUSED', 'EXPIRED'));

CREATE TABLE approval (
    id              uuid            NOT NULL,
    kind            text            NOT NULL,
    team_id         uuid            NOT NULL,
    asked_by        uuid            NOT NULL,
    asked_at        timestamptz     NOT NULL,
    expires_at      timestamptz     NOT NULL,
    idempotency_key idempotency_key NOT NULL,
    fingerprint     digest          NOT NULL,
    request         json            NOT NULL,
    reason          text,
    state           approval_state  NOT NULL DEFAULT 'ASKED',
    decided_by      uuid,
    decided_at      timestamptz,
    decision_reason text,
    undo            json,
    ends_at         timestamptz,
    ended_at        timestamptz,
    CONSTRAINT approval_pk PRIMARY KEY (id),
    CONSTRAINT approval_key_unique UNIQUE (team_id, asked_by, idempotency_key),
    CONSTRAINT approval_kind_known CHECK (kind IN ('MEMBER_CAP')),
    CONSTRAINT approval_is_anothers CHECK (decided_by <> asked_by),
    CONSTRAINT approval_is_decided CHECK ((state IN ('APPROVED', 'REFUSED')) = (decided_by IS NOT NULL)
                                          AND (state = 'ASKED') = (decided_at IS NULL)),
    CONSTRAINT approval_ends_after_it_was_approved CHECK (ended_at IS NULL OR state = 'APPROVED')
);
COMMENT ON TABLE approval IS 'What somebody has asked for, and what another person has said';
COMMENT ON COLUMN approval.kind IS 'MEMBER_CAP: a member asks for a higher monthly cap';
COMMENT ON COLUMN approval.request IS 'What is done when it is approved, as the API shows it';
COMMENT ON COLUMN approval.undo IS 'What it is set back to at ends_at';
COMMENT ON COLUMN approval.ends_at IS 'When what was approved ends by itself; null for what stays';

CREATE UNIQUE INDEX approval_one_at_a_time ON approval (team_id, asked_by, kind, (request ->> 'account')) WHERE state = 'ASKED';
CREATE INDEX approval_team_index ON approval (team_id, id);
CREATE INDEX approval_expiring_index ON approval (expires_at) WHERE state = 'ASKED';
CREATE INDEX approval_ending_index ON approval (ends_at) WHERE state = 'APPROVED' AND ended_at IS NULL;
