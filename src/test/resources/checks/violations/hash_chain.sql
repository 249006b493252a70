-- the hash is another
UPDATE entry SET hash = sha256('other') WHERE operation_id = '{chat}';
-- the hash of the last entry is another
UPDATE entry SET hash = sha256('other') WHERE operation_id = '{second gift}';
-- an entry is gone
DELETE FROM entry WHERE operation_id = '{chat}';
-- the first entry is gone
DELETE FROM entry WHERE operation_id = '{purchase}';
-- the account is another
UPDATE entry SET account_id = -1 WHERE account_id = {wallet};
-- the number is another
UPDATE entry SET sequence = 99 WHERE operation_id = '{second gift}';
-- the operation is another
UPDATE entry SET operation_id = '{nobody}' WHERE operation_id = '{chat}';
-- the time is another
UPDATE entry SET at = at + interval '1 microsecond' WHERE operation_id = '{chat}';
-- the type is another
SELECT any_kind();
UPDATE entry SET type = 'ADJUSTMENT' WHERE operation_id = '{chat}';
-- the kind is another
UPDATE entry SET reference_kind = 'JOB' WHERE operation_id = '{chat}';
-- the amount is another
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{chat}';
-- the balance is another
UPDATE entry SET balance_after_units = balance_after_units + 1 WHERE operation_id = '{chat}';
-- the shortfall is another
UPDATE entry SET shortfall_units = 1 WHERE operation_id = '{chat}';
-- the person is another
UPDATE entry SET user_id = '{bob}' WHERE operation_id = '{chat}';
-- the service is another
UPDATE entry SET service = 'IMAGE' WHERE operation_id = '{chat}';
-- the engine is another
UPDATE entry SET engine = 'OTHER' WHERE operation_id = '{chat}';
-- the quantity is another
UPDATE entry SET quantity = 2 WHERE operation_id = '{chat}';
-- the explanation is another
UPDATE entry SET explanation = '{"quantity":1}' WHERE operation_id = '{chat}';
