-- Each step by which the payment of a bill went back, or came again, has its PAYMENT entry, or none if it came to nothing; and the
-- reverse. A bill says what has gone back of it.
SELECT r.bill_id, r.id AS return_id, r.returned_nanos, e.account_id, e.sequence, e.amount_micros
  FROM (SELECT n.*, b.account_id
          FROM creative_bill_return n
          JOIN creative_bill b ON b.id = n.bill_id
         WHERE n.returned_nanos <> 0) r
  FULL JOIN (SELECT * FROM entry WHERE reference_kind IN ('BILL_REFUND', 'BILL_DISPUTE')) e ON e.operation_id = r.id
 WHERE (r.account_id, -r.returned_nanos, 'PAYMENT', 'BILL_' || r.cause)
       IS DISTINCT FROM (e.account_id, e.amount_micros, e.type::text, e.reference_kind)
 UNION ALL
SELECT b.id, NULL, b.returned_nanos, b.account_id, NULL, NULL
  FROM creative_bill b
 WHERE b.returned_nanos <> (SELECT coalesce(sum(n.returned_nanos), 0) FROM creative_bill_return n WHERE n.bill_id = b.id);
