-- Nothing is dated later than five minutes from now, nor held for longer than a week, which no rate allows, from then.
SELECT 'ACCOUNT' AS what, id AS account_id, NULL::bigint AS sequence, NULL::uuid AS hold_id, last_at AS at
  FROM account WHERE last_at > credits_now() + interval '5 minutes'
UNION ALL
SELECT 'ENTRY', account_id, sequence, NULL, at FROM entry WHERE at > credits_now() + interval '5 minutes'
UNION ALL
SELECT 'HOLD', account_id, NULL, id, greatest(created_at, ended_at, expires_at - interval '7 days')
  FROM hold WHERE greatest(created_at, ended_at, expires_at - interval '7 days') > credits_now() + interval '5 minutes';
