-- An adjustment and its ADJUSTMENT entry are written together: neither is there without the other, once, and the amounts agree.
SELECT a.id AS adjustment_id, a.amount_micros, e.operation_id, e.account_id, e.entries, e.amount_micros AS entry_micros
  FROM adjustment a
  FULL JOIN (SELECT operation_id, account_id, reference_kind, count(*) AS entries, sum(amount_micros) AS amount_micros
               FROM entry
              WHERE type = 'ADJUSTMENT'
              GROUP BY operation_id, account_id, reference_kind) e ON e.operation_id = a.id
 WHERE (a.account_id, a.amount_micros, 1, 'ADJUSTMENT') IS DISTINCT FROM (e.account_id, e.amount_micros, e.entries, e.reference_kind);
