-- Guarantee 4: a settled hold has exactly one entry, of type USAGE and what it charged, for the person who caused it; no other hold
-- has one.
SELECT h.id AS hold_id, h.state, h.charged_units, count(e.sequence) AS entries, -sum(e.amount_units) AS entries_units
  FROM hold h
  LEFT JOIN entry e ON e.operation_id = h.id
 GROUP BY h.id
HAVING count(e.sequence) <> CASE h.state WHEN 'SETTLED' THEN 1 ELSE 0 END
    OR h.state = 'SETTLED' AND (-sum(e.amount_units) <> h.charged_units OR sum(e.shortfall_units) <> h.shortfall_units
        OR bool_or(e.account_id <> h.account_id) OR bool_or(e.user_id IS DISTINCT FROM h.user_id)
        OR bool_or(e.type <> 'USAGE') OR bool_or(e.reference_kind <> h.kind));
