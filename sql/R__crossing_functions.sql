-- The teams that are on another side of their thresholds than they were seen on, among the teams of these accounts, or all.
CREATE OR REPLACE FUNCTION crossings(p_accounts bigint[], p_percent integer)
RETURNS TABLE (team_id uuid, kind text, level text, former text, is_used boolean, available_units bigint, bound_units bigint) LANGUAGE sql STABLE AS $$
    WITH seen AS (
        SELECT a.team_id, CASE a.kind WHEN 'CREDITS' THEN 'BALANCE' ELSE 'SPENDING_LIMIT' END AS kind,
               a.sequence, a.limit_units, t.low_balance_threshold_micros AS threshold,
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
    SELECT l.team_id, l.kind, l.level, c.level, l.sequence > 0, greatest(l.left_units, 0),
           CASE l.kind WHEN 'BALANCE' THEN l.threshold ELSE l.limit_units END
      FROM leveled l LEFT JOIN crossing c ON c.team_id = l.team_id AND c.kind = l.kind
     WHERE c.level IS DISTINCT FROM l.level
$$;
