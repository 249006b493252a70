-- The teams that are on another side of their thresholds than they were seen on, by these accounts, or all. An account is seen from its first
-- use on, so that a new team, which has nothing, does not count as one that has used up what it had.
DROP FUNCTION IF EXISTS crossings(bigint[], integer);
CREATE OR REPLACE FUNCTION crossings(p_accounts bigint[], p_percent integer)
RETURNS TABLE (team_id uuid, kind text, level text, former text, available_units bigint, bound_units bigint) LANGUAGE sql STABLE AS $$
    WITH seen AS (
        SELECT a.team_id, CASE a.kind WHEN 'CREDITS' THEN 'BALANCE' ELSE 'SPENDING_LIMIT' END AS kind,
               a.sequence > 0 OR a.held_units > 0 AS is_used, a.limit_units, t.low_balance_threshold_micros AS threshold,
               coalesce(t.warning_percent, p_percent) AS percent,
               a.limit_units + a.balance_units - a.held_units - a.frozen_units - a.debt_units AS left_units
          FROM account a JOIN team t ON t.id = a.team_id
         WHERE (p_accounts IS NULL OR a.id = ANY (p_accounts)) AND (a.kind = 'CREDITS' OR t.creative_funding = 'METERED')
    ), leveled AS (
        SELECT s.*, CASE WHEN s.kind = 'BALANCE' AND left_units <= 0 THEN 'EMPTY'
                         WHEN s.kind = 'BALANCE' AND left_units < threshold THEN 'LOW'
                         WHEN s.kind = 'SPENDING_LIMIT' AND left_units <= 0 THEN 'REACHED'
                         WHEN s.kind = 'SPENDING_LIMIT' AND (limit_units - left_units)::numeric * 100 >= limit_units::numeric * percent THEN 'NEAR'
                         ELSE 'NORMAL' END AS level
          FROM seen s)
    SELECT l.team_id, l.kind, l.level, c.level, greatest(l.left_units, 0),
           CASE l.kind WHEN 'BALANCE' THEN l.threshold ELSE l.limit_units END
      FROM leveled l LEFT JOIN crossing c ON c.team_id = l.team_id AND c.kind = l.kind
     WHERE c.level IS DISTINCT FROM l.level AND (c.level IS NOT NULL OR l.is_used)
$$;

-- The members that are on another side of their monthly caps than they were seen on, by these accounts, or all. What they used counts as the
-- ledger counts it in that month (D13). A cap of 0 forbids work and is no threshold.
CREATE OR REPLACE FUNCTION member_crossings(p_accounts bigint[], p_percent integer, p_month date)
RETURNS TABLE (team_id uuid, kind text, user_id uuid, level text, former text, available_units bigint, bound_units bigint)
LANGUAGE sql STABLE AS $$
    WITH used AS (
        SELECT a.team_id, CASE a.kind WHEN 'CREDITS' THEN 'CREDITS_CAP' ELSE 'USD_CAP' END AS kind, u.user_id,
               CASE a.kind WHEN 'CREDITS' THEN m.cap_credits_micros ELSE m.cap_usd_nanos END AS cap_units,
               u.held_units + CASE u.month WHEN p_month THEN u.charged_units ELSE 0 END AS used_units,
               coalesce(t.warning_percent, p_percent) AS percent
          FROM account a
          JOIN member_use u ON u.account_id = a.id
          JOIN member m ON m.team_id = a.team_id AND m.user_id = u.user_id AND m.removed_at IS NULL
          JOIN team t ON t.id = a.team_id
         WHERE p_accounts IS NULL OR a.id = ANY (p_accounts)
    ), leveled AS (
        SELECT u.*, CASE WHEN cap_units IS NULL THEN 'NORMAL'
                         WHEN used_units >= cap_units THEN 'REACHED'
                         WHEN used_units::numeric * 100 >= cap_units::numeric * percent THEN 'NEAR'
                         ELSE 'NORMAL' END AS level
          FROM used u WHERE cap_units IS DISTINCT FROM 0)
    SELECT l.team_id, l.kind, l.user_id, l.level, c.level, greatest(l.cap_units - l.used_units, 0), l.cap_units
      FROM leveled l LEFT JOIN crossing c ON c.team_id = l.team_id AND c.kind = l.kind AND c.user_id = l.user_id
     WHERE c.level IS DISTINCT FROM l.level AND (c.level IS NOT NULL OR l.cap_units IS NOT NULL)
$$;
