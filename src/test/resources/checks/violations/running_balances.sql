-- an amount is another
UPDATE entry SET amount_units = amount_units - 1 WHERE operation_id = '{chat}';
-- a balance is another
UPDATE entry SET balance_after_units = balance_after_units - 1 WHERE operation_id = '{chat}';
-- the balance after the last entry is another
UPDATE entry SET balance_after_units = balance_after_units - 1 WHERE operation_id = '{second gift}';
-- the first entry does not begin at zero
UPDATE entry SET amount_units = amount_units - 1 WHERE operation_id = '{purchase}';
-- an entry of nothing is gone
UPDATE entry SET amount_units = 0, balance_after_units = balance_after_units + 60 WHERE operation_id = '{chat}';
UPDATE entry SET balance_after_units = balance_after_units + 60 WHERE account_id = {wallet} AND sequence > 2;
DELETE FROM entry WHERE operation_id = '{chat}';
-- the first entry is gone
DELETE FROM entry WHERE operation_id = '{purchase}';
-- a number comes twice
ALTER TABLE entry DROP CONSTRAINT entry_pk;
INSERT INTO entry SELECT account_id, sequence, '{nobody}', at, type, reference_kind, 0, balance_after_units, shortfall_units, user_id,
                         service, engine, quantity, explanation, hash FROM entry WHERE operation_id = '{chat}';
