-- Guarantee 6: each checkpoint goes on from the one before, has all its heads, and counts every entry once.
SELECT day, accounts, entries, heads, entries_before + new_entries AS counted_entries
  FROM (SELECT c.*, coalesce(lag(c.digest) OVER days, decode(repeat('00', 32), 'hex')) AS digest_before,
               coalesce(lag(c.entries) OVER days, 0) AS entries_before, h.heads, h.new_entries
          FROM checkpoint c
          CROSS JOIN LATERAL (SELECT count(*) AS heads, coalesce(sum(sequence - previous_sequence), 0) AS new_entries
                                FROM checkpoint_head WHERE day = c.day) h
        WINDOW days AS (ORDER BY c.day)) AS c
 WHERE previous <> digest_before OR accounts <> heads OR entries <> entries_before + new_entries;
