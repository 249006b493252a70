-- Every team has exactly one owner, on whose account its balance is (S3).
SELECT team.id AS team_id, count(member.user_id) AS owners
FROM team
LEFT JOIN member ON member.team_id = team.id AND member.role = 'OWNER' AND member.removed_at IS NULL
GROUP BY team.id
HAVING count(member.user_id) <> 1;
