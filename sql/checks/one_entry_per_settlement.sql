-- Guarantee 4: a settled hold, archived or not, has exactly one entry, of type USAGE and what it charged, for the person who caused it; no other hold
-- has one.
SELECT h.id AS hold_id, h.state, h.charged_units, count(e.sequence) AS entries, -sum(e.amount_units) AS entries_units
  FROM (SELECT id, kind, state, account_id, user_id, charged_units, shortfall_units FROM hold
        UNION ALL
        SELECT id, kind, state, account_id, user_id, charged_units, shortfall_units FROM archived_hold) h
  LEFT JOIN entry e ON e.operation_id = h.id
 GROUP BY h.id, h.kind, h.state, h.account_id, h.user_id, h.charged_units, h.shortfall_units
HAVING count(e.sequence) <> CASE h.state WHEN 'SETTLED' THEN 1 ELSE 0 END
    OR h.state = 'SETTLED' AND (-sum(e.amount_units) <> h.charged_units OR sum(e.shortfall_units) <> h.shortfall_units
        OR bool_or(e.account_id <> h.account_id) OR bool_or(e.user_id IS DISTINCT FROM h.user_id)
        OR bool_or(e.type <> 'USAGE') OR bool_or(e.reference_kind <> h.kind));
