-- Guarantee 4: each paid bill has one PAYMENT entry of its amount, and each PAYMENT entry of a bill is of a paid one.
SELECT b.id AS bill_id, b.status, b.amount_cents, e.operation_id, e.account_id, e.entries, e.amount_units
  FROM (SELECT * FROM creative_bill WHERE paid_at IS NOT NULL OR status = 'PAID') b
  FULL JOIN (SELECT operation_id, account_id, count(*) AS entries, sum(amount_units) AS amount_units
               FROM entry
              WHERE type = 'PAYMENT' AND reference_kind = 'CREATIVE_BILL'
              GROUP BY operation_id, account_id) e ON e.operation_id = b.id
 WHERE (b.account_id, b.amount_cents * 10000000, 1) IS DISTINCT FROM (e.account_id, e.amount_units, e.entries);
