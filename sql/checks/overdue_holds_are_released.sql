-- D4: no hold stays open for more than a minute after it expired; that of a job, whose completion may wait in the queue, six minutes.
SELECT id AS hold_id, account_id, expires_at FROM hold
 WHERE state = 'OPEN' AND expires_at < credits_now() - CASE kind WHEN 'JOB' THEN interval '6 minutes' ELSE interval '1 minute' END;
