-- What the pages of people and of operators look for.

CREATE INDEX member_user_index ON member (user_id) WHERE removed_at IS NULL;
CREATE INDEX team_name_index ON team (lower(name), id);
