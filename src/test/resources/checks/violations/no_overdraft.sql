-- a CREDITS account is overdrawn
ALTER TABLE account DROP CONSTRAINT account_credits_not_overdrawn;
UPDATE account SET balance_units = -1, held_units = 0, frozen_units = 0 WHERE id = {wallet};
-- more is held than there is
ALTER TABLE account DROP CONSTRAINT account_credits_not_overdrawn;
UPDATE account SET held_units = balance_units + 1, frozen_units = 0 WHERE id = {wallet};
-- more is frozen than there is
ALTER TABLE account DROP CONSTRAINT account_credits_not_overdrawn;
UPDATE account SET held_units = 0, frozen_units = balance_units + 1 WHERE id = {wallet};
-- more is held and frozen together than there is
ALTER TABLE account DROP CONSTRAINT account_credits_not_overdrawn;
UPDATE account SET held_units = balance_units, frozen_units = 1 WHERE id = {wallet};
-- less than nothing is held
ALTER DOMAIN not_negative DROP CONSTRAINT not_negative;
UPDATE account SET held_units = -1 WHERE id = {wallet};
-- less than nothing is frozen, so that more can be held than there is
ALTER DOMAIN not_negative DROP CONSTRAINT not_negative;
UPDATE account SET held_units = balance_units + 1, frozen_units = -1 WHERE id = {wallet};
