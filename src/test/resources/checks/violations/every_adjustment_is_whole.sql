-- an adjustment has no entry
DELETE FROM entry WHERE operation_id = '{gift}';
-- an adjustment has two entries
SELECT halve('{correction}');
-- an entry has no adjustment
DELETE FROM adjustment WHERE id = '{creative correction}';
-- an entry of type ADJUSTMENT was invented
SELECT invent({wallet}, 'ADJUSTMENT', 'ADJUSTMENT', 50000, '{nobody}');
-- an entry of type ADJUSTMENT and of kind GIFT was invented
SELECT any_kind();
SELECT invent({wallet}, 'ADJUSTMENT', 'GIFT', 50000, '{nobody}');
-- the entry of an adjustment is of another kind
SELECT any_kind();
UPDATE entry SET reference_kind = 'GIFT' WHERE operation_id = '{gift}';
-- the entry of an adjustment is of another type
SELECT any_kind();
UPDATE entry SET type = 'PURCHASE' WHERE operation_id = '{gift}';
-- the amounts differ
UPDATE adjustment SET amount_units = amount_units + 1 WHERE id = '{gift}';
-- the adjustment is of another account
UPDATE adjustment SET account_id = {creative} WHERE id = '{gift}';
