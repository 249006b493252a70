-- nothing is named that paid it
SELECT invent({wallet}, 'CLAWBACK', 'DEBT', -5, '{debt paid by purchase}');
-- nobody knows what paid it
SELECT invent({wallet}, 'CLAWBACK', 'DEBT', -5, '{debt paid by nobody}', '{"paidBy":"{nobody}"}');
-- it was paid by a purchase that is not paid
SELECT invent({wallet}, 'CLAWBACK', 'DEBT', -5, '{debt paid by pending purchase}', '{"paidBy":"{pending purchase}"}');
-- it was paid by a purchase of another account
UPDATE purchase SET account_id = {other wallet} WHERE id = '{paying purchase}';
-- it was paid by a clawback of another account
UPDATE purchase_reversal SET purchase_id = '{foreign purchase}' WHERE id = '{third refund}';
UPDATE purchase SET id = '{foreign purchase}', account_id = {other wallet} WHERE id = '{pending purchase}';
-- it was paid by a dispute that took nothing
SELECT invent({wallet}, 'CLAWBACK', 'DEBT', -5, '{debt paid by open dispute}', '{"paidBy":"{open dispute}"}');
-- the clawback that paid it is gone
DELETE FROM purchase_reversal WHERE id = '{third refund}';
-- its operation is not of what paid it
UPDATE entry SET operation_id = '{nobody}' WHERE operation_id = '{debt paid by third refund}';
-- two were paid by one purchase
SELECT invent({wallet}, 'CLAWBACK', 'DEBT', -5, '{nobody}', '{"paidBy":"{paying purchase}"}');
-- one was paid twice
SELECT halve('{debt paid by third refund}');
