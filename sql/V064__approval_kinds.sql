-- More that can be asked for: by members, and by operations that need a second person.
-- Older servers: answer 500 to lists of requests that have one of the new kinds, and let their rounds log it, until they are replaced.

ALTER TABLE approval
    ALTER COLUMN team_id DROP NOT NULL,
    ALTER COLUMN asked_by DROP NOT NULL,
    DROP CONSTRAINT approval_kind_known,
    DROP CONSTRAINT approval_key_unique,
    ADD CONSTRAINT approval_kind_known CHECK (kind IN (
        'MEMBER_CAP', 'SPENDING_LIMIT', 'MORE_CREDITS', 'OWNER_CHANGE', 'ADJUSTMENT', 'CATALOG_VERSION')),
    ADD CONSTRAINT approval_team_known CHECK ((team_id IS NULL) = (kind = 'CATALOG_VERSION')),
    ADD CONSTRAINT approval_key_unique UNIQUE NULLS NOT DISTINCT (team_id, asked_by, idempotency_key);
COMMENT ON COLUMN approval.kind IS 'MEMBER_CAP, SPENDING_LIMIT: raised; MORE_CREDITS: to be bought; OWNER_CHANGE; ADJUSTMENT; CATALOG_VERSION: a price list';
COMMENT ON COLUMN approval.team_id IS 'Null for a price list';
COMMENT ON COLUMN approval.asked_by IS 'A person, or the maker of the API key that asked; null for a service';

DROP INDEX approval_one_at_a_time;
CREATE UNIQUE INDEX approval_one_at_a_time ON approval
    (team_id, kind, (CASE kind WHEN 'OWNER_CHANGE' THEN '' WHEN 'MEMBER_CAP' THEN coalesce(request ->> 'userId', asked_by::text) ELSE asked_by::text END),
     coalesce(request ->> 'account', ''))
    WHERE state = 'ASKED' AND kind NOT IN ('ADJUSTMENT', 'CATALOG_VERSION');
