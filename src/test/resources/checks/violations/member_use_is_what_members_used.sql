-- more is counted as charged
UPDATE member_use SET charged_units = charged_units + 1 WHERE account_id = {wallet};
-- less is counted as charged
UPDATE member_use SET charged_units = 0 WHERE account_id = {creative};
-- more is counted as held
UPDATE member_use SET held_units = held_units + 1 WHERE account_id = {wallet};
-- less is counted as held
UPDATE member_use SET held_units = 0 WHERE account_id = {creative};
-- nothing is counted of what was used
DELETE FROM member_use WHERE account_id = {wallet};
-- what was charged is counted for an older month
UPDATE member_use SET month = month - interval '1 month' WHERE account_id = {wallet};
-- use is counted for somebody who used nothing
INSERT INTO member_use VALUES ({wallet}, '{bob}', (SELECT date_trunc('month', last_at AT TIME ZONE 'UTC') FROM account WHERE id = {wallet}), 1, 0);
-- use is counted of an account that was never used
INSERT INTO member_use VALUES ({other wallet}, '{bob}', '2026-01-01', 0, 5);
-- a charge is of somebody else than it is counted for
UPDATE entry SET user_id = '{bob}' WHERE operation_id = '{chat}';
-- a hold is of somebody else than it is counted for
UPDATE hold SET user_id = '{bob}' WHERE id = '{open chat}';
-- a charge is of another amount than what is counted
UPDATE entry SET amount_units = amount_units - 1 WHERE operation_id = '{chat}';
-- a charge is of an older month than it is counted for
UPDATE entry SET at = at - interval '1 month' WHERE operation_id = '{chat}';
-- a hold that ended is counted still
UPDATE hold SET state = 'EXPIRED', ended_at = now(), charged_units = 0, shortfall_units = 0, balance_at_end_units = 0,
                available_at_end_units = 0 WHERE id = '{open chat}';
