-- Guarantee 6: each entry's hash is the SHA-256 of the hash before and its own canonical bytes.
SELECT account_id, sequence
  FROM (SELECT e.*, coalesce(lag(hash) OVER (PARTITION BY account_id ORDER BY sequence), decode(repeat('00', 32), 'hex')) AS hash_before
          FROM entry e) AS e
 WHERE hash <> sha256(hash_before || entry_canonical(account_id, sequence, operation_id, at, type, reference_kind, amount_units,
     balance_after_units, shortfall_units, user_id, service, engine, quantity, explanation::text));
