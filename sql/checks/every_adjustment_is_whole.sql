-- An adjustment and its entry are written together: neither is there without the other, and the amounts agree.
SELECT a.id AS adjustment_id, e.account_id, e.sequence
  FROM adjustment a
  FULL JOIN (SELECT * FROM entry WHERE reference_kind = 'ADJUSTMENT') e ON e.account_id = a.account_id AND e.operation_id = a.id
 WHERE a.id IS NULL OR e.operation_id IS NULL OR a.amount_micros <> e.amount_micros;
