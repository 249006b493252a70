-- the account of entries is gone
DELETE FROM account WHERE id = {wallet};
-- an entry is of an account that never was
INSERT INTO entry SELECT -1, sequence, operation_id, at, type, reference_kind, amount_units, balance_after_units, shortfall_units,
                         user_id, service, engine, quantity, explanation, hash FROM entry WHERE operation_id = '{purchase}';
