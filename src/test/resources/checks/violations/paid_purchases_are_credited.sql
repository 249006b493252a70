-- a paid purchase has no entry
DELETE FROM entry WHERE operation_id = '{purchase}';
-- a purchase that was clawed back has no entry
DELETE FROM entry WHERE operation_id = '{owed purchase}';
-- a purchase is PAID at no time, and has no entry
ALTER TABLE purchase DROP CONSTRAINT purchase_status_is_of_payment;
UPDATE purchase SET paid_at = NULL, paid_cents = NULL, payment_intent = NULL WHERE id = '{purchase}';
DELETE FROM entry WHERE operation_id = '{purchase}';
-- a paid purchase has two entries
SELECT halve('{purchase}');
-- a paid purchase has an entry on another account as well
INSERT INTO entry SELECT {other wallet}, 1, operation_id, at, type, reference_kind, amount_units, balance_after_units, shortfall_units,
                         user_id, service, engine, quantity, explanation, hash FROM entry WHERE operation_id = '{purchase}';
-- the entry is of another amount
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{purchase}';
-- the entry is on another account
UPDATE entry SET account_id = {other wallet} WHERE operation_id = '{purchase}';
-- the entry is of another type
SELECT any_kind();
UPDATE entry SET type = 'ADJUSTMENT' WHERE operation_id = '{purchase}';
-- the entry is of another kind
SELECT any_kind();
UPDATE entry SET reference_kind = 'GIFT' WHERE operation_id = '{purchase}';
-- the entry is of a purchase that is not paid
SELECT invent({wallet}, 'PURCHASE', 'PURCHASE', 5000, '{pending purchase}');
-- the purchase of an entry is gone
DELETE FROM purchase WHERE id = '{purchase}';
-- an entry of type PURCHASE was invented
SELECT invent({wallet}, 'PURCHASE', 'PURCHASE', 50000, '{nobody}');
-- an entry of type PURCHASE and of kind GIFT was invented
SELECT any_kind();
SELECT invent({wallet}, 'PURCHASE', 'GIFT', 50000, '{nobody}');
