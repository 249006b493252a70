-- The teams that are on another side of their thresholds than they were seen on, by these accounts, or all. An account is seen from its first
-- use on, so that a new team, which has nothing, does not count as one that has used up what it had.
DROP FUNCTION IF EXISTS crossings(bigint[], integer);
CREATE OR REPLACE FUNCTION crossings(p_accounts bigint[], p_percent integer)
RETURNS TABLE (team_id uuid, kind text, level text, former text, available_units bigint, bound_units bigint) LANGUAGE sql STABLE AS $$
    WITH seen AS (
        SELECT a.team_id, CASE a.kind WHEN 'CREDITS' THEN 'BALANCE' ELSE 'SPENDING_LIMIT' END AS kind,
               a.sequence > 0 OR a.held_units > 0 AS is_used, a.limit_units, t.low_balance_threshold_micros AS threshold,
               a.limit_units + a.balance_units - a.held_units - a.frozen_units - a.debt_units AS left_units
          FROM account a JOIN team t ON t.id = a.team_id
         WHERE (p_accounts IS NULL OR a.id = ANY (p_accounts)) AND (a.kind = 'CREDITS' OR t.creative_funding = 'METERED')
    ), leveled AS (
        SELECT s.*, CASE WHEN s.kind = 'BALANCE' AND left_units <= 0 THEN 'EMPTY'
                         WHEN s.kind = 'BALANCE' AND left_units < threshold THEN 'LOW'
                         WHEN s.kind = 'SPENDING_LIMIT' AND left_units <= 0 THEN 'REACHED'
                         WHEN s.kind = 'SPENDING_LIMIT' AND (limit_units - left_units)::numeric * 100 >= limit_units::numeric * p_percent THEN 'NEAR'
                         ELSE 'NORMAL' END AS level
          FROM seen s)
    SELECT l.team_id, l.kind, l.level, c.level, greatest(l.left_units, 0),
           CASE l.kind WHEN 'BALANCE' THEN l.threshold ELSE l.limit_units END
      FROM leveled l LEFT JOIN crossing c ON c.team_id = l.team_id AND c.kind = l.kind
     WHERE c.level IS DISTINCT FROM l.level AND (c.level IS NOT NULL OR l.is_used)
$$;
