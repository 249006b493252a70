-- D15: each entry by which a debt was paid (CLAWBACK of kind DEBT) names what paid it, a paid purchase or a clawback of one of the same
-- account, and is the only one of that: its operation id is made of the name.
SELECT e.account_id, e.sequence, e.operation_id, e.paid_by, e.entries
  FROM (SELECT account_id, sequence, operation_id, explanation ->> 'paidBy' AS paid_by,
               md5('debt paid by ' || (explanation ->> 'paidBy')) AS digest,
               count(*) OVER (PARTITION BY account_id, operation_id) AS entries
          FROM entry
         WHERE type = 'CLAWBACK' AND reference_kind = 'DEBT') e
  LEFT JOIN (SELECT id::text AS id, account_id FROM purchase WHERE paid_at IS NOT NULL
              UNION ALL
             SELECT r.id::text, p.account_id
               FROM purchase_reversal r
               JOIN purchase p ON p.id = r.purchase_id
              WHERE r.step = 'CLAWBACK') payer ON payer.id = e.paid_by AND payer.account_id = e.account_id
 WHERE payer.id IS NULL OR e.entries > 1
       -- A UUID of version 3, by name.
    OR e.operation_id <> overlay(overlay(e.digest PLACING '3' FROM 13)
           PLACING translate(substr(e.digest, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab') FROM 17)::uuid;
