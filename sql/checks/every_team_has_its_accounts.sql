-- Every team has both accounts (D1).
SELECT team.id AS team_id, count(account.id) AS accounts
FROM team
LEFT JOIN account ON account.team_id = team.id
GROUP BY team.id
HAVING count(account.id) <> 2 OR count(DISTINCT account.kind) <> 2;
