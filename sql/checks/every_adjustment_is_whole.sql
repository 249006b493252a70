-- An adjustment and its ADJUSTMENT entry are written together: neither is there without the other, once, and the amounts agree.
SELECT a.id AS adjustment_id, a.amount_units, e.operation_id, e.account_id, e.entries, e.amount_units AS entry_units
  FROM adjustment a
  FULL JOIN (SELECT operation_id, account_id, reference_kind, count(*) AS entries, sum(amount_units) AS amount_units
               FROM entry
              WHERE type = 'ADJUSTMENT'
              GROUP BY operation_id, account_id, reference_kind) e ON e.operation_id = a.id
 WHERE (a.account_id, a.amount_units, 1, 'ADJUSTMENT') IS DISTINCT FROM (e.account_id, e.amount_units, e.entries, e.reference_kind);
