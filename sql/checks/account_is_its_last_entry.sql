-- Guarantee 2: an account's balance, number and hash are those of its last entry; without entries it is at zero.
SELECT a.id AS account_id, a.sequence, e.sequence AS last_sequence, a.balance_units, e.balance_after_units
  FROM account a
  LEFT JOIN LATERAL (SELECT * FROM entry WHERE account_id = a.id ORDER BY sequence DESC LIMIT 1) e ON true
 WHERE (a.sequence, a.balance_units, a.last_hash)
       IS DISTINCT FROM (coalesce(e.sequence, 0), coalesce(e.balance_after_units, 0), coalesce(e.hash, decode(repeat('00', 32), 'hex')));
