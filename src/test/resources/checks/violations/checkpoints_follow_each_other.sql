-- a checkpoint goes on from another
UPDATE checkpoint SET previous = sha256('other') WHERE day = '2026-01-31';
-- the first goes on from something
UPDATE checkpoint SET previous = sha256('other') WHERE day = '2026-01-30';
-- the first is gone
DELETE FROM checkpoint_head WHERE day = '2026-01-30';
DELETE FROM checkpoint WHERE day = '2026-01-30';
-- the last is gone and its heads are there
DELETE FROM checkpoint WHERE day = '2026-01-31';
-- a head is missing
DELETE FROM checkpoint_head WHERE account_id = {creative};
-- all heads of a checkpoint are missing
DELETE FROM checkpoint_head WHERE day = '2026-01-31';
-- it counts more accounts than it has heads
UPDATE checkpoint SET accounts = 3 WHERE day = '2026-01-30';
-- it counts more entries than its heads
UPDATE checkpoint SET entries = 10 WHERE day = '2026-01-31';
-- an entry is counted by two checkpoints
UPDATE checkpoint_head SET previous_sequence = 2 WHERE day = '2026-01-31';
UPDATE checkpoint SET entries = 10 WHERE day = '2026-01-31';
-- an entry is counted by none
UPDATE checkpoint_head SET previous_sequence = 4 WHERE day = '2026-01-31';
UPDATE checkpoint SET entries = 8 WHERE day = '2026-01-31';
-- the first entry of an account is counted by none
UPDATE checkpoint_head SET previous_sequence = 1 WHERE account_id = {creative};
UPDATE checkpoint SET entries = entries - 1;
