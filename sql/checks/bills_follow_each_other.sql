-- The bills of a team are numbered without gap and cover the entries of its CREATIVE account without gap and overlap; what a bill
-- carries in is what the bill before carried out and what the void bills asked for that it bills again.
WITH bill AS (
    SELECT b.*, row_number() OVER team AS place, coalesce(lag(b.to_sequence) OVER team, 0) AS before, lag(b.id) OVER team AS bill_before
      FROM creative_bill b
    WINDOW team AS (PARTITION BY b.team_id ORDER BY b.number)
), line AS (
    SELECT bill_id, sum(carried_in_nanos) AS carried_in, sum(carried_out_nanos) AS carried_out FROM creative_bill_line GROUP BY bill_id
), again AS (
    SELECT billed_again_by AS bill_id, sum(amount_cents) * 10000000 AS nanos FROM creative_bill GROUP BY billed_again_by
)
SELECT b.team_id, b.number, b.before, b.from_sequence, b.to_sequence, a.sequence, l.carried_in, o.carried_out, v.nanos AS billed_again
  FROM bill b
  LEFT JOIN account a ON a.id = b.account_id AND a.team_id = b.team_id AND a.kind = 'CREATIVE'
  LEFT JOIN line l ON l.bill_id = b.id
  LEFT JOIN line o ON o.bill_id = b.bill_before
  LEFT JOIN again v ON v.bill_id = b.id
 WHERE b.number <> b.place OR b.from_sequence <> b.before OR a.id IS NULL OR b.to_sequence > a.sequence
    OR coalesce(l.carried_in, 0) <> coalesce(o.carried_out, 0) + coalesce(v.nanos, 0);
