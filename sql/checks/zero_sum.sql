-- Guarantee 7: accounts and system accounts together are zero, per kind of account (so per unit).
SELECT kind, sum(balance_units) AS sum_units
  FROM (SELECT kind, balance_units FROM account
        UNION ALL
        SELECT account_kind, balance_units FROM system_balance) AS b
 GROUP BY kind
HAVING sum(balance_units) <> 0;
