-- Reconciliation: what a completed run found is a break that people can work through, and keeps where it was first seen.
SELECT f.run_id, f.provider, f.cause, f.key
  FROM reconciliation_finding f
  JOIN reconciliation_run r ON r.id = f.run_id AND r.report IS NOT NULL
  LEFT JOIN reconciliation_break b ON b.provider = f.provider AND b.cause = f.cause AND b.key = f.key
 WHERE f.is_break AND (b.id IS NULL OR b.first_run > f.run_id);
