-- Guarantee 4: each paid purchase has one PURCHASE entry of its credits, and each PURCHASE entry is of a paid purchase (D14).
SELECT p.id AS purchase_id, p.status, p.credits_micros, e.account_id, e.operation_id, e.amount_micros
  FROM (SELECT * FROM purchase WHERE paid_at IS NOT NULL) p
  FULL JOIN (SELECT * FROM entry WHERE reference_kind = 'PURCHASE') e ON e.operation_id = p.id
 WHERE (p.account_id, p.credits_micros, 'PURCHASE') IS DISTINCT FROM (e.account_id, e.amount_micros, e.type::text);
