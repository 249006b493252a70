-- more is held than open holds hold
UPDATE account SET held_units = held_units + 1 WHERE id = {creative};
-- less is held than open holds hold
UPDATE account SET held_units = 0 WHERE id = {creative};
-- something is held without any hold
UPDATE account SET held_units = 1 WHERE id = {other creative};
-- an open hold is gone
DELETE FROM hold WHERE id = '{open chat}';
-- an open hold is of another amount
UPDATE hold SET amount_units = amount_units + 1 WHERE id = '{open chat}';
-- an open hold is of another account
UPDATE hold SET account_id = {other creative} WHERE id = '{open job}';
-- a hold ended and is held still
UPDATE hold SET state = 'EXPIRED', ended_at = now(), charged_units = 0, shortfall_units = 0, balance_at_end_units = 0,
                available_at_end_units = 0 WHERE id = '{open chat}';
-- a hold that ended is open
UPDATE hold SET state = 'OPEN', ended_at = NULL, charged_units = NULL, shortfall_units = NULL, balance_at_end_units = NULL,
                available_at_end_units = NULL WHERE id = '{chat}';
