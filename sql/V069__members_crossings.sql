-- Older servers: tell of no member's caps, and take the percentage of the settings for every team.

ALTER TABLE team ADD COLUMN warning_percent integer, ADD CONSTRAINT team_warning_percent_known CHECK (warning_percent BETWEEN 1 AND 100);
COMMENT ON COLUMN team.warning_percent IS 'Percent of the spending limit and of a member''s cap of which is warned; null: that of the settings';

ALTER TABLE crossing
    ADD COLUMN user_id uuid,
    DROP CONSTRAINT crossing_pk,
    ADD CONSTRAINT crossing_unique UNIQUE NULLS NOT DISTINCT (team_id, kind, user_id),
    DROP CONSTRAINT crossing_level_known,
    ADD CONSTRAINT crossing_level_known CHECK (
        kind = 'BALANCE' AND level IN ('NORMAL', 'LOW', 'EMPTY')
        OR kind IN ('SPENDING_LIMIT', 'CREDITS_CAP', 'USD_CAP') AND level IN ('NORMAL', 'NEAR', 'REACHED')),
    ADD CONSTRAINT crossing_of_a_member CHECK ((user_id IS NOT NULL) = (kind IN ('CREDITS_CAP', 'USD_CAP')));
COMMENT ON TABLE crossing IS 'The side of its thresholds on which a team or a member was seen last, so that each crossing is told once';
COMMENT ON COLUMN crossing.user_id IS 'The member whose monthly cap it is; null for the team itself';
