-- a payment that went back has no entry
DELETE FROM entry WHERE operation_id = '{bill refund}';
-- a payment that came again has no entry
DELETE FROM entry WHERE operation_id = '{bill dispute won}';
-- a payment that went back has two entries
SELECT halve('{bill refund}');
-- the entry is of another amount
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{bill refund}';
-- the entry has the wrong sign
UPDATE entry SET amount_units = -amount_units WHERE operation_id = '{bill refund}';
-- the entry is on another account
UPDATE entry SET account_id = {other creative} WHERE operation_id = '{bill refund}';
-- the entry is of another cause
UPDATE entry SET reference_kind = 'BILL_DISPUTE' WHERE operation_id = '{bill refund}';
-- the entry is of another type
SELECT any_kind();
UPDATE entry SET type = 'ADJUSTMENT' WHERE operation_id = '{bill refund}';
-- the step of an entry is gone
DELETE FROM creative_bill_return WHERE id = '{bill dispute}';
-- the bill of a step is gone
DELETE FROM creative_bill WHERE id = '{bill}';
-- a step that came to nothing has an entry
SELECT invent({creative}, 'PAYMENT', 'BILL_DISPUTE', -5, '{bill inquiry}');
-- an entry of money that went back was invented
SELECT invent({creative}, 'PAYMENT', 'BILL_REFUND', 50000, '{nobody}');
-- an entry of type PAYMENT and of kind GIFT was invented
SELECT any_kind();
SELECT invent({creative}, 'PAYMENT', 'GIFT', 50000, '{nobody}');
-- a bill says that less has gone back
UPDATE creative_bill SET returned_nanos = 0 WHERE id = '{bill}';
-- a bill of which nothing went back says that something has
ALTER TABLE creative_bill DROP CONSTRAINT creative_bill_returns_what_was_paid;
UPDATE creative_bill SET returned_nanos = 1 WHERE id = '{open bill}';
