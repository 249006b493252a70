-- Guarantee 3: what an account has set aside is the sum of its open holds.
SELECT a.id AS account_id, a.held_units, coalesce(h.sum_units, 0) AS open_holds_units
  FROM account a
  LEFT JOIN (SELECT account_id, sum(amount_units) AS sum_units FROM hold WHERE state = 'OPEN' GROUP BY account_id) h
    ON h.account_id = a.id
 WHERE a.held_units <> coalesce(h.sum_units, 0);
