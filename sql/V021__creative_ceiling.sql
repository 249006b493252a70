-- The limit that a team wants for its creative work is kept apart from the one that holds, which is the account's: a ceiling of
-- the platform may be in between (D21), and when it is raised again the team's own limit is back.

ALTER TABLE team ADD COLUMN creative_limit_micros bigint;
ALTER TABLE team ADD COLUMN creative_ceiling_micros bigint;

UPDATE team SET creative_limit_micros = a.limit_micros FROM account a WHERE a.team_id = team.id AND a.kind = 'CREATIVE';

ALTER TABLE team ADD CONSTRAINT team_creative_limit_not_negative CHECK (creative_limit_micros >= 0);
ALTER TABLE team ADD CONSTRAINT team_creative_ceiling_not_negative CHECK (creative_ceiling_micros >= 0);
COMMENT ON COLUMN team.creative_limit_micros IS 'Nano-dollars that the team lets creative work accrue to; up to the ceiling this is the limit of its CREATIVE account. Null: the team was made by a server that did not know of this, and wants what its account has';
COMMENT ON COLUMN team.creative_ceiling_micros IS 'Nano-dollars, the most that the platform allows this team (D21); null: the setting credits.team.creative.ceiling.usd';
