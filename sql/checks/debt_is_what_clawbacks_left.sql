-- D15: what an account owes is what the clawbacks of its purchases were to take and could not, and nothing has paid or forgiven since:
-- the credits that they were about, less those of reinstatements, and less what CLAWBACK entries took and REINSTATEMENT entries gave.
SELECT a.id AS account_id, a.debt_units, coalesce(r.units, 0) + coalesce(e.units, 0) AS left_units
  FROM account a
  LEFT JOIN (SELECT p.account_id, sum(CASE r.step WHEN 'CLAWBACK' THEN r.credits_micros ELSE -r.credits_micros END) AS units
               FROM purchase_reversal r
               JOIN purchase p ON p.id = r.purchase_id
              WHERE r.step IN ('CLAWBACK', 'REINSTATEMENT')
              GROUP BY p.account_id) r ON r.account_id = a.id
  LEFT JOIN (SELECT account_id, sum(amount_units) AS units
               FROM entry
              WHERE type IN ('CLAWBACK', 'REINSTATEMENT')
              GROUP BY account_id) e ON e.account_id = a.id
 WHERE a.debt_units <> coalesce(r.units, 0) + coalesce(e.units, 0);
