-- D15: what an account has frozen is what the last step of each of its purchases left frozen.
SELECT a.id AS account_id, a.frozen_units, coalesce(f.frozen_micros, 0) AS of_open_disputes_units
  FROM account a
  LEFT JOIN (SELECT p.account_id, sum(r.frozen_micros) AS frozen_micros
               FROM purchase_reversal r
               JOIN purchase p ON p.id = r.purchase_id
              WHERE NOT EXISTS (SELECT FROM purchase_reversal later
                                 WHERE later.purchase_id = r.purchase_id AND later.number > r.number)
              GROUP BY p.account_id) f ON f.account_id = a.id
 WHERE a.frozen_units <> coalesce(f.frozen_micros, 0);
