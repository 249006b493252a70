-- Every entry belongs to an account. There is no foreign key, for the sake of speed.
SELECT account_id, count(*)
  FROM entry e
 WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = e.account_id)
 GROUP BY account_id;
