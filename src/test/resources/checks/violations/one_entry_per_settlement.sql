-- a settled hold has no entry
DELETE FROM entry WHERE operation_id = '{chat}';
-- a settled hold has two entries
SELECT halve('{chat}');
-- a settled hold has an entry on each of two accounts
INSERT INTO entry SELECT {creative}, 99, operation_id, at, type, reference_kind, 0, balance_after_units, shortfall_units,
                         user_id, service, engine, quantity, explanation, hash FROM entry WHERE operation_id = '{chat}';
-- the entry is of another amount
UPDATE entry SET amount_units = amount_units - 1 WHERE operation_id = '{chat}';
-- the hold says another charge
UPDATE hold SET charged_units = charged_units + 1 WHERE id = '{job}';
-- the entry is of another shortfall
UPDATE entry SET shortfall_units = 1 WHERE operation_id = '{chat}';
-- the entry is on another account
UPDATE entry SET account_id = {creative}, sequence = 99 WHERE operation_id = '{chat}';
-- the entry is of another person
UPDATE entry SET user_id = '{bob}' WHERE operation_id = '{chat}';
-- the entry is of nobody
UPDATE entry SET user_id = NULL WHERE operation_id = '{chat}';
-- the entry is of another type
SELECT any_kind();
UPDATE entry SET type = 'CLAWBACK' WHERE operation_id = '{chat}';
-- the entry is of another kind
UPDATE entry SET reference_kind = 'JOB' WHERE operation_id = '{chat}';
-- an open hold has an entry
SELECT invent({wallet}, 'USAGE', 'CHAT_MESSAGE', -5, '{open chat}');
-- a voided hold has an entry
SELECT invent({creative}, 'USAGE', 'JOB', -5, '{failed job}');
-- an expired hold has an entry
SELECT invent({creative}, 'USAGE', 'JOB', -5, '{late job}');
-- the operation of a voided hold has an entry of another type
SELECT invent({creative}, 'ADJUSTMENT', 'ADJUSTMENT', -5, '{failed job}');
-- an archived hold says another charge
SELECT archive('{chat}');
DELETE FROM hold WHERE id = '{chat}';
UPDATE archived_hold SET charged_units = 61;
