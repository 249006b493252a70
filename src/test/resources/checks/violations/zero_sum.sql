-- there are more credits than were issued
UPDATE account SET balance_units = balance_units + 5 WHERE id = {wallet};
-- less creative usage is owed than accrued
UPDATE account SET balance_units = balance_units + 5 WHERE id = {creative};
-- what is too much of one kind is too little of the other
UPDATE account SET balance_units = balance_units + 5 WHERE id = {wallet};
UPDATE account SET balance_units = balance_units - 5 WHERE id = {creative};
-- an entry is of another amount
UPDATE entry SET amount_units = amount_units + 5 WHERE operation_id = '{purchase}';
-- an entry is gone
DELETE FROM entry WHERE operation_id = '{bill}';
-- an entry is of a type that its account does not have
SELECT invent({wallet}, 'PAYMENT', 'CREATIVE_BILL', 50000, '{nobody}');
