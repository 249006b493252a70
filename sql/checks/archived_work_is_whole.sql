-- Retention: what is archived had ended before the horizon, all of it left the database, and the files have as many rows as that.
SELECT a.id AS hold_id, a.state, a.ended_at, h.day AS horizon, EXISTS (SELECT FROM hold w WHERE w.id = a.id) AS has_its_hold,
       EXISTS (SELECT FROM usage_record u WHERE u.work_id = a.id AND u.at < h.day::timestamp AT TIME ZONE 'UTC') AS has_usage
  FROM archived_hold a
 CROSS JOIN (SELECT max(day) AS day FROM retention_horizon) h
 WHERE h.day IS NULL OR a.ended_at >= h.day::timestamp AT TIME ZONE 'UTC'
    OR EXISTS (SELECT FROM hold w WHERE w.id = a.id)
    OR EXISTS (SELECT FROM usage_record u WHERE u.work_id = a.id AND u.at < h.day::timestamp AT TIME ZONE 'UTC')
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL
  FROM (SELECT coalesce(sum(row_count), 0) AS rows FROM retention_archive) f
 WHERE f.rows < (SELECT count(*) FROM archived_hold);
