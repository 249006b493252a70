-- Guarantee 4: each paid purchase has one PURCHASE entry of its credits, and each PURCHASE entry is of a paid purchase (D14).
SELECT p.id AS purchase_id, p.status, p.credits_micros, e.operation_id, e.account_id, e.entries, e.amount_units
  FROM (SELECT * FROM purchase WHERE paid_at IS NOT NULL OR status IN ('PAID', 'CLAWED_BACK', 'DISPUTED')) p
  FULL JOIN (SELECT operation_id, account_id, reference_kind, count(*) AS entries, sum(amount_units) AS amount_units
               FROM entry
              WHERE type = 'PURCHASE'
              GROUP BY operation_id, account_id, reference_kind) e ON e.operation_id = p.id
 WHERE (p.account_id, p.credits_micros, 1, 'PURCHASE') IS DISTINCT FROM (e.account_id, e.amount_units, e.entries, e.reference_kind);
