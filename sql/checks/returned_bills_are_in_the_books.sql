-- Each step by which the payment of a bill went back, or came again, has its PAYMENT entry, or none if it came to nothing; and the
-- reverse: a PAYMENT entry that is not of a bill itself is of such a step. A bill says what has gone back of it.
SELECT r.bill_id, r.id AS return_id, r.returned_nanos, e.operation_id, e.account_id, e.entries, e.amount_units
  FROM (SELECT n.*, b.account_id
          FROM creative_bill_return n
          LEFT JOIN creative_bill b ON b.id = n.bill_id
         WHERE n.returned_nanos <> 0) r
  FULL JOIN (SELECT operation_id, account_id, reference_kind, count(*) AS entries, sum(amount_units) AS amount_units
               FROM entry
              WHERE type = 'PAYMENT' AND reference_kind <> 'CREATIVE_BILL'
              GROUP BY operation_id, account_id, reference_kind) e ON e.operation_id = r.id
 WHERE (r.account_id, -r.returned_nanos, 1, 'BILL_' || r.cause)
       IS DISTINCT FROM (e.account_id, e.amount_units, e.entries, e.reference_kind)
 UNION ALL
SELECT b.id, NULL, b.returned_nanos, NULL, b.account_id, NULL, NULL
  FROM creative_bill b
  LEFT JOIN (SELECT bill_id, sum(returned_nanos) AS nanos FROM creative_bill_return GROUP BY bill_id) n ON n.bill_id = b.id
 WHERE b.returned_nanos <> coalesce(n.nanos, 0);
