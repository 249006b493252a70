-- Guarantee 7: accounts and system accounts together are zero, per kind of account (so per unit).
SELECT kind, sum(balance_micros) AS sum_micros
  FROM (SELECT kind, balance_micros FROM account
        UNION ALL
        SELECT account_kind, balance_micros FROM system_balance) AS b
 GROUP BY kind
HAVING sum(balance_micros) <> 0;
