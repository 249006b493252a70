-- The request for a job is taken out of the outbox when the job ends, unless somebody is sending it; a minute later it is gone in any case
-- where it was surely not sent.
SELECT o.id AS outbox_id, o.job_id, h.state
  FROM outbox o JOIN hold h ON h.id = o.job_id
 WHERE h.state <> 'OPEN' AND o.lease_until = '-infinity' AND h.ended_at < credits_now() - interval '1 minute';
