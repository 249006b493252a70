-- the balance is more than after the last entry
UPDATE account SET balance_units = balance_units + 1 WHERE id = {wallet};
-- the number is ahead of the last entry
UPDATE account SET sequence = sequence + 1 WHERE id = {wallet};
-- the hash is not that of the last entry
UPDATE account SET last_hash = sha256('other') WHERE id = {creative};
-- the last entry is gone
DELETE FROM entry e USING account a WHERE a.id = {wallet} AND e.account_id = a.id AND e.sequence = a.sequence;
-- an entry was added that the account does not know of
SELECT invent({wallet}, 'PURCHASE', 'PURCHASE', 5, '{nobody}');
UPDATE account SET balance_units = balance_units - 5, sequence = sequence - 1 WHERE id = {wallet};
-- an account without entries has a balance
UPDATE account SET balance_units = 5 WHERE id = {other wallet};
-- an account without entries has a number
UPDATE account SET sequence = 1 WHERE id = {other creative};
-- an account without entries has a hash
UPDATE account SET last_hash = sha256('other') WHERE id = {other creative};
