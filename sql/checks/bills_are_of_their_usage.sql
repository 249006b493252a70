-- A bill asks for everything that accrued among its entries, and for nothing else; its amount is that of its lines.
SELECT b.id AS bill_id, u.nanos AS accrued, l.nanos AS billed, b.amount_cents, l.cents
  FROM creative_bill b
 CROSS JOIN LATERAL (
    SELECT coalesce(-sum(e.amount_units), 0) AS nanos
      FROM entry e
     WHERE e.account_id = b.account_id AND e.sequence > b.from_sequence AND e.sequence <= b.to_sequence
       AND (e.type IN ('USAGE', 'ADJUSTMENT') OR e.type = 'PAYMENT' AND e.reference_kind <> 'CREATIVE_BILL')) u
 CROSS JOIN LATERAL (
    SELECT coalesce(sum(n.usage_nanos), 0) AS nanos, coalesce(sum(n.billed_cents), 0) AS cents
      FROM creative_bill_line n
     WHERE n.bill_id = b.id) l
 WHERE u.nanos <> l.nanos OR b.amount_cents <> l.cents;
