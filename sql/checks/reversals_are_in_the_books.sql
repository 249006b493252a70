-- D15: each clawback and reinstatement has its entry, of what was decided, or none if that was nothing; and the reverse. A CLAWBACK of
-- kind DEBT is of no step of its own: see debts_are_paid_by_something.
SELECT r.id AS reversal_id, r.step, r.decided_micros, e.operation_id, e.account_id, e.entries, e.amount_units
  FROM (SELECT r.*, p.account_id
          FROM purchase_reversal r
          LEFT JOIN purchase p ON p.id = r.purchase_id
         WHERE r.step IN ('CLAWBACK', 'REINSTATEMENT') AND r.decided_micros > 0) r
  FULL JOIN (SELECT operation_id, account_id, type::text, reference_kind, count(*) AS entries, sum(amount_units) AS amount_units
               FROM entry
              WHERE type = 'REINSTATEMENT' OR type = 'CLAWBACK' AND reference_kind <> 'DEBT'
              GROUP BY operation_id, account_id, type, reference_kind) e ON e.operation_id = r.id
 WHERE (r.account_id, CASE r.step WHEN 'CLAWBACK' THEN -r.decided_micros ELSE r.decided_micros END, 1, r.step, r.cause)
       IS DISTINCT FROM (e.account_id, e.amount_units, e.entries, e.type, e.reference_kind);
