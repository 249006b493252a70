-- A job and its hold are written together, for the same team and person: neither is there without the other.
SELECT h.id AS hold_id, j.id AS job_id
  FROM (SELECT id, team_id, user_id FROM hold WHERE kind = 'JOB') h
  FULL JOIN job j ON j.id = h.id
 WHERE h.id IS NULL OR j.id IS NULL OR (h.team_id, h.user_id) <> (j.team_id, j.user_id);
