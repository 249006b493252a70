-- D15: each clawback and reinstatement has its entry, of what was decided, or none if that was nothing; and the reverse.
SELECT r.id AS reversal_id, r.step, r.decided_micros, e.account_id, e.sequence, e.amount_micros
  FROM (SELECT * FROM purchase_reversal WHERE step IN ('CLAWBACK', 'REINSTATEMENT') AND decided_micros > 0) r
  FULL JOIN (SELECT * FROM entry WHERE reference_kind IN ('REFUND', 'DISPUTE')) e ON e.operation_id = r.id
 WHERE (r.decided_micros, r.step) IS DISTINCT FROM (abs(e.amount_micros), e.type::text);
