-- Each checkpoint of the audit log goes on from the one before, and has the link of its number as it is in the chain.
SELECT c.day, c.sequence
  FROM (SELECT c.*, coalesce(lag(c.digest) OVER days, decode(repeat('00', 32), 'hex')) AS digest_before,
               coalesce(lag(c.sequence) OVER days, 0) AS sequence_before
          FROM audit_checkpoint c
        WINDOW days AS (ORDER BY c.day)) AS c
  LEFT JOIN audit_link k ON k.sequence = c.sequence
 WHERE c.previous <> c.digest_before OR c.sequence < c.sequence_before
    OR c.hash IS DISTINCT FROM CASE WHEN c.sequence = 0 THEN decode(repeat('00', 32), 'hex') ELSE k.hash END;
