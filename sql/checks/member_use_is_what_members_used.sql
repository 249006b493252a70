-- D13: what counts against a member's cap is their open holds and what they were charged in the month, no less and no more.
-- A member without any needs no row; an older month than that of the account counts for nothing.
WITH month AS (
    SELECT id AS account_id, date_trunc('month', last_at AT TIME ZONE 'UTC') AS month FROM account
), charged AS (
    SELECT e.account_id, e.user_id, -sum(e.amount_units) AS units
      FROM entry e JOIN month m ON m.account_id = e.account_id
     WHERE e.type = 'USAGE' AND e.user_id IS NOT NULL
       AND e.at >= m.month AT TIME ZONE 'UTC' AND e.at < (m.month + interval '1 month') AT TIME ZONE 'UTC'
     GROUP BY e.account_id, e.user_id
), held AS (
    SELECT account_id, user_id, sum(amount_units) AS units FROM hold WHERE state = 'OPEN' GROUP BY account_id, user_id
), used AS (
    SELECT u.account_id, u.user_id, CASE WHEN u.month = m.month THEN u.charged_units ELSE 0 END AS charged, u.held_units AS held
      FROM member_use u JOIN month m ON m.account_id = u.account_id
)
SELECT account_id, user_id, used.charged AS counted_charged, charged.units AS charged, used.held AS counted_held, held.units AS held
  FROM used
  FULL JOIN charged USING (account_id, user_id)
  FULL JOIN held USING (account_id, user_id)
 WHERE coalesce(used.charged, 0) <> coalesce(charged.units, 0) OR coalesce(used.held, 0) <> coalesce(held.units, 0);
