-- Guarantee 6: each checkpoint goes on from the one before, has all its heads, and counts every entry once: each head goes on from
-- the account's head before.
WITH head AS (
    SELECT day, count(*) AS heads, sum(sequence - previous_sequence) AS new_entries, count(*) FILTER (WHERE previous_sequence <> before) AS astray
      FROM (SELECT h.*, coalesce(lag(sequence) OVER (PARTITION BY account_id ORDER BY day), 0) AS before FROM checkpoint_head h) h
     GROUP BY day
), one AS (
    SELECT c.*, coalesce(lag(c.digest) OVER days, decode(repeat('00', 32), 'hex')) AS digest_before,
           coalesce(lag(c.entries) OVER days, 0) AS entries_before
      FROM checkpoint c
    WINDOW days AS (ORDER BY c.day)
)
SELECT day, c.accounts, c.entries, h.heads, c.entries_before + coalesce(h.new_entries, 0) AS counted_entries, h.astray
  FROM one c
  FULL JOIN head h USING (day)
 WHERE c.digest IS NULL OR c.previous <> c.digest_before OR c.accounts <> coalesce(h.heads, 0)
    OR c.entries <> c.entries_before + coalesce(h.new_entries, 0) OR h.astray > 0;
