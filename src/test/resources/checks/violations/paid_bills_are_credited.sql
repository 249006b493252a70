-- a paid bill has no entry
DELETE FROM entry WHERE operation_id = '{bill}';
-- a bill is PAID at no time, and has no entry
ALTER TABLE creative_bill DROP CONSTRAINT creative_bill_paid_is_whole;
UPDATE creative_bill SET paid_at = NULL WHERE id = '{bill}';
DELETE FROM entry WHERE operation_id = '{bill}';
-- a paid bill has two entries
SELECT halve('{bill}');
-- a paid bill has an entry on another account as well
INSERT INTO entry SELECT {other creative}, 1, operation_id, at, type, reference_kind, amount_units, balance_after_units, shortfall_units,
                         user_id, service, engine, quantity, explanation, hash FROM entry WHERE operation_id = '{bill}';
-- the entry is of another amount
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{bill}';
-- the entry is on another account
UPDATE entry SET account_id = {other creative} WHERE operation_id = '{bill}';
-- the entry is of another type
SELECT any_kind();
UPDATE entry SET type = 'ADJUSTMENT' WHERE operation_id = '{bill}';
-- the entry is of another kind
UPDATE entry SET reference_kind = 'BILL_REFUND' WHERE operation_id = '{bill}';
-- the entry is of a bill that is not paid
UPDATE creative_bill SET status = 'OPEN', paid_at = NULL, stripe_payment = NULL, returned_nanos = 0 WHERE id = '{bill}';
-- the bill of an entry is gone
DELETE FROM creative_bill WHERE id = '{bill}';
-- an entry of type PAYMENT was invented
SELECT invent({creative}, 'PAYMENT', 'CREATIVE_BILL', 50000, '{nobody}');
