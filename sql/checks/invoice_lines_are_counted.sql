-- Reconciliation: an import whose lines are kept has as many as it says, and its scopes are those of its lines.
WITH counted AS (
    SELECT import_id, coalesce(account, '') AS account, coalesce(invoice_id, '') AS invoice_id,
           min(day) AS first_day, max(day) AS last_day, count(*) AS lines
      FROM invoice_line
     GROUP BY 1, 2, 3
), wrong_scope AS (
    SELECT import_id, account, invoice_id, first_day, last_day, s.lines AS lines_told, c.lines AS lines_there
      FROM (SELECT s.* FROM invoice_scope s) s
      FULL JOIN (SELECT c.* FROM counted c JOIN invoice_import i ON i.id = c.import_id AND i.status IN ('IMPORTED', 'SUPERSEDED')) c
     USING (import_id, account, invoice_id, first_day, last_day)
     WHERE s.lines IS DISTINCT FROM c.lines
)
SELECT import_id, account, invoice_id, lines_told, lines_there FROM wrong_scope
UNION ALL
SELECT i.id, NULL, NULL, i.accepted, (SELECT coalesce(sum(c.lines), 0) FROM counted c WHERE c.import_id = i.id)
  FROM invoice_import i
 WHERE i.status IN ('IMPORTED', 'SUPERSEDED')
   AND i.accepted <> (SELECT coalesce(sum(c.lines), 0) FROM counted c WHERE c.import_id = i.id);
