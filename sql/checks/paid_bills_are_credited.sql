-- Guarantee 4: each paid bill has one PAYMENT entry of its amount, and each entry of a bill is of a paid one.
SELECT b.id AS bill_id, b.status, b.amount_cents, e.account_id, e.sequence, e.amount_micros
  FROM (SELECT * FROM creative_bill WHERE paid_at IS NOT NULL) b
  FULL JOIN (SELECT * FROM entry WHERE reference_kind = 'CREATIVE_BILL') e ON e.operation_id = b.id
 WHERE (b.account_id, b.amount_cents * 10000000, 'PAYMENT') IS DISTINCT FROM (e.account_id, e.amount_micros, e.type::text);
