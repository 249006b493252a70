-- a debt was forgiven by hand
UPDATE account SET debt_units = 0 WHERE id = {wallet};
-- a debt was raised by hand
UPDATE account SET debt_units = debt_units + 1 WHERE id = {wallet};
-- an account without any clawback owes something
UPDATE account SET debt_units = 1 WHERE id = {other wallet};
-- a clawback was about less than what is owed of it
UPDATE purchase_reversal SET credits_micros = credits_micros - 1 WHERE id = '{owed refund}';
-- a reinstatement was about more than what was given
UPDATE purchase_reversal SET credits_micros = credits_micros + 1 WHERE id = '{won dispute}';
-- the clawback that left a debt is gone
DELETE FROM purchase_reversal WHERE id = '{third refund}';
-- the clawback that left a debt is of another account
UPDATE purchase SET account_id = {other wallet} WHERE id = '{owed purchase}';
-- a debt was paid that was not there
SELECT invent({wallet}, 'CLAWBACK', 'DEBT', -5, '{debt paid by purchase}', '{"paidBy":"{purchase}"}');
-- what was paid is not what the debt became less by
UPDATE entry SET amount_units = amount_units + 1 WHERE operation_id = '{debt paid by paying purchase}';
-- the entry by which a debt was paid is gone
DELETE FROM entry WHERE operation_id = '{debt paid by third refund}';
-- a clawback took more than what the debt became less by
UPDATE entry SET amount_units = amount_units - 1 WHERE operation_id = '{owed refund}';
-- a reinstatement was invented
SELECT invent({wallet}, 'REINSTATEMENT', 'REFUND', 50000, '{nobody}');
