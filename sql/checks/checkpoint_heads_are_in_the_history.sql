-- Guarantee 6: each account's history still has the entry that the latest checkpoint of the account has, as it was; and the account
-- is still there.
SELECT h.account_id, h.day, h.sequence
  FROM account a
  JOIN LATERAL (SELECT * FROM checkpoint_head WHERE account_id = a.id ORDER BY day DESC LIMIT 1) h ON true
  LEFT JOIN entry e ON e.account_id = a.id AND e.sequence = h.sequence
 WHERE (h.hash, h.balance_units, h.team_id, h.kind) IS DISTINCT FROM (e.hash, e.balance_after_units, a.team_id, a.kind)
UNION ALL
SELECT h.account_id, h.day, h.sequence
  FROM checkpoint_head h
 WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = h.account_id);
