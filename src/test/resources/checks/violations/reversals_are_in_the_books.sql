-- a clawback has no entry
DELETE FROM entry WHERE operation_id = '{refund}';
-- a reinstatement has no entry
DELETE FROM entry WHERE operation_id = '{won dispute}';
-- a clawback has two entries
SELECT halve('{refund}');
-- the entry of a clawback is of another amount
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{refund}';
-- the entry of a reinstatement is of another amount
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{failed refund}';
-- the entry is on another account
UPDATE entry SET account_id = {other wallet} WHERE operation_id = '{refund}';
-- the entry is of another cause
UPDATE entry SET reference_kind = 'DISPUTE' WHERE operation_id = '{refund}';
-- the entry of a clawback is called that of a debt
UPDATE entry SET reference_kind = 'DEBT' WHERE operation_id = '{refund}';
-- the entry of a clawback is of another type
SELECT any_kind();
UPDATE entry SET type = 'ADJUSTMENT', reference_kind = 'ADJUSTMENT' WHERE operation_id = '{refund}';
-- a step is told to be the other one
UPDATE purchase_reversal SET step = 'REINSTATEMENT' WHERE id = '{refund}';
-- a step is told to have frozen what its entry took
UPDATE purchase_reversal SET step = 'FREEZE' WHERE id = '{refund}';
-- the step of an entry is gone
DELETE FROM purchase_reversal WHERE id = '{lost dispute}';
-- the purchase of a step is gone
DELETE FROM purchase WHERE id = '{purchase}';
-- a clawback that took nothing has an entry
SELECT invent({wallet}, 'CLAWBACK', 'REFUND', -5, '{third refund}');
-- a dispute that only froze has an entry
SELECT invent({wallet}, 'CLAWBACK', 'DISPUTE', -5, '{open dispute}');
-- an entry of type CLAWBACK was invented
SELECT invent({wallet}, 'CLAWBACK', 'REFUND', -5, '{nobody}');
-- an entry of type CLAWBACK and of kind GIFT was invented
SELECT any_kind();
SELECT invent({wallet}, 'CLAWBACK', 'GIFT', -5, '{nobody}');
-- an entry of type REINSTATEMENT was invented
SELECT invent({wallet}, 'REINSTATEMENT', 'REFUND', 50000, '{nobody}');
-- an entry of type REINSTATEMENT and of kind DEBT was invented
SELECT any_kind();
SELECT invent({wallet}, 'REINSTATEMENT', 'DEBT', 50000, '{nobody}');
