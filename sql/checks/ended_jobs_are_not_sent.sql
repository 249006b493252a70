-- The request for a job is taken out of the outbox when the job ends, unless somebody is sending it.
SELECT o.id AS outbox_id, o.job_id, h.state
  FROM outbox o JOIN hold h ON h.id = o.job_id
 WHERE h.state <> 'OPEN' AND o.claimed_until = '-infinity';
