-- the entry has another hash
UPDATE entry SET hash = sha256('other') WHERE account_id = {wallet} AND sequence = 7;
-- the entry has another balance
UPDATE entry SET balance_after_units = balance_after_units + 1 WHERE account_id = {wallet} AND sequence = 7;
-- the entry is gone
DELETE FROM entry WHERE account_id = {creative} AND sequence = 2;
-- the account is of another team
UPDATE account SET team_id = '{nobody}' WHERE id = {wallet};
-- the account is of the other kind
ALTER TABLE account DROP CONSTRAINT account_team_kind_unique;
UPDATE account SET kind = 'CREDITS', limit_units = 0, balance_units = 0, held_units = 0 WHERE id = {creative};
-- the account is gone with all its entries
DELETE FROM entry WHERE account_id = {creative};
DELETE FROM account WHERE id = {creative};
